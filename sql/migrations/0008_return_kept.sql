-- Whoever decides may keep an unfinished return: its reason and marks have their columns, its date for the next edition not.

alter table review add column resubmit_on date; -- by when a return asks for the next edition; null: the old due date stays
