// table.mjs: what each address answers, to whom, in which state: written by hand from the rules of the office, never read
// from the program. expect.test.mjs asks for every cell.
//
// A block begins with method and address; `with` names the action that is sent. Each of its lines is
//
//     objects:  outcome people; outcome people; …                the first outcome that names somebody is theirs
//     objects:  ok people => state; …                            and after an action the sheet is in that state
// For an address with {id2}, the action says which one is meant: the first, the second.
//
// and may go on in the next line after its colon.
//
// Outcomes:  ok       200, or after an action 303
//            deny     403: known, but not for them
//            not_now  403 or 409: theirs, but not in this state
//            hide     404: they may not know of it
//            away     303 to another page
//            not_asked   has a test of its own
// Who has begun to sign in and has a step to do is tests/fault/second_factor.test.mjs's: every address, for each step.
// Who is not signed in is never named: they are asked to sign in, and a form that they sent brings its text along; blocks
// for everybody say `nobody`. Objects and people are those of people.mjs; an object of a review is sheet.desk,
// one of a part sheet.department.

import { people } from './table_people.mjs';
import { departments } from './table_departments.mjs';
import { signing_in } from './table_signing_in.mjs';

export const groups = {
	all: 'author_a head_a both_a author_b head_b author_c head_c author_d former_a coming_a secretariat administrator auditor member_k second_k chair_k ' +
		'deputy_k member_s chair_s deputy_s chair_n former_k plain',
	authors: 'author_a both_a author_b author_c author_d former_a coming_a',
	heads: 'head_a both_a head_b head_c',
	writers_a: 'author_a both_a',
	deciders_a: 'head_a both_a',
	department_a: 'author_a head_a both_a',
	department_b: 'author_b head_b',
	departments: 'author_a head_a both_a author_b head_b author_c head_c author_d former_a coming_a',
	inspectors: 'administrator auditor',
	overseers: 'secretariat administrator auditor',
	council: 'member_k second_k chair_k deputy_k',
	sub: 'member_s chair_s deputy_s',
	reviewers: 'head_a both_a head_b head_c secretariat member_k second_k chair_k deputy_k member_s chair_s deputy_s chair_n',
	members: 'member_k second_k chair_k deputy_k member_s chair_s deputy_s chair_n',
	answerers: 'author_a head_a both_a author_b head_b author_c head_c author_d former_a coming_a secretariat',
	deciders: 'head_a both_a head_b head_c secretariat chair_k deputy_k chair_s deputy_s chair_n',
	meeters: 'secretariat administrator auditor member_k second_k chair_k deputy_k member_s chair_s deputy_s chair_n',
	signers: 'chair_k deputy_k chair_s deputy_s chair_n',
	signers_k: 'chair_k deputy_k',
	signers_s: 'chair_s deputy_s',
	// objects
	never_left: 'draft excluded unopened overdue',
	being_written: 'draft shared part_in part_back withdrawn unopened overdue b_draft',
	sent_back: 'returned from_council corrected',
	reviewing: 'at_head again own at_secretariat deferred at_council at_sub at_both',
	part_open: 'shared.b part_back.b',
	open_to_write: 'draft shared returned from_council withdrawn',
	left_head: 'at_secretariat.head at_council.head at_sub.head at_both.head from_council.head returned.head settled.head withdrawn.head corrected.head deferred.head',
	not_deferred: 'at_secretariat.head at_council.head at_sub.head at_both.head from_council.head returned.head settled.head withdrawn.head corrected.head',
	left_secretariat: 'again.secretariat at_council.secretariat at_sub.secretariat at_both.secretariat from_council.secretariat returned.secretariat ' +
		'settled.secretariat b_settled.secretariat corrected.secretariat',
	left_council: 'again.k from_council.k settled.k b_settled.k corrected.k',
};

export const table = `${signing_in}

GET /
	-:  ok all
GET /sheets
	-:  ok all
GET /reviews
	-:  ok reviewers; deny all
GET /reviews/approve
	-:  ok deciders; deny all
POST /reviews/approve
	-:  not_asked deciders; deny all
GET /reviews/approved
	-:  ok deciders; deny all
GET /progress
	-:  ok overseers; deny all
GET /log
	-:  ok overseers; deny all
GET /log/export
	-:  ok overseers; deny all
GET /administration
	-:  ok inspectors; deny all
GET /administration/state
	-:  ok inspectors; deny all
${people}
GET /setup
	-:  hide all nobody
POST /setup
	-:  hide all nobody
GET /posts
	-:  ok all
POST /posts
	-:  not_asked all
GET /help
	-:  ok all nobody
GET /notices
	-:  ok all
POST /notices
	-:  not_asked all
GET /language/{word}
	-:  away all nobody
GET /healthz
	-:  ok all nobody
GET /readyz
	-:  ok all nobody

GET /sheets/{id}
	draft at_head own at_secretariat deferred returned excluded withdrawn unopened overdue:  ok department_a overseers; hide all
	shared part_in part_back part_review:  ok department_a department_b overseers; hide all
	at_council from_council again: ok department_a overseers council; hide all
	at_sub:                  ok department_a overseers sub; hide all
	at_both:                 ok department_a overseers council sub; hide all
	settled b_settled corrected:  ok departments overseers council; hide all
	history:                 ok departments overseers; hide all
	b_draft:                 ok department_b overseers; hide all
	no_head:                 ok author_d overseers; hide all
	unknown:                 hide all

GET /sheets/{id}/edit
	draft returned from_council withdrawn:  ok writers_a; hide authors; deny all
	shared part_in part_back:               ok writers_a; deny author_b; hide authors; deny all
	part_review:                            not_now writers_a; deny author_b; hide authors; deny all
	reviewing excluded unopened overdue:    not_now writers_a; hide authors; deny all
	corrected:                              ok writers_a; deny all
	settled history:                        not_now writers_a; deny all
	b_draft:                                ok author_b; hide authors; deny all
	b_settled:                              not_now author_b; deny all
	no_head:                                not_now author_d; hide authors; deny all
	unknown:                                hide authors; deny all

POST /sheets/{id}/edit with save
	draft withdrawn:                        ok writers_a => draft; hide authors; deny all
	shared part_in part_back:               ok writers_a => draft; deny author_b; hide authors; deny all
	part_review:                            not_now writers_a; deny author_b; hide authors; deny all
	returned from_council:                  ok writers_a => returned; hide authors; deny all
	reviewing excluded unopened overdue:    not_now writers_a; hide authors; deny all
	corrected:                              ok writers_a => returned; deny all
	settled history:                        not_now writers_a; deny all
	b_draft:                                ok author_b => draft; hide authors; deny all
	b_settled:                              not_now author_b; deny all
	no_head:                                not_now author_d; hide authors; deny all
	unknown:                                hide authors; deny all

GET /sheets/{id}/check
	draft returned from_council withdrawn:  ok writers_a; hide authors; deny all
	shared part_in part_back:               ok writers_a; deny author_b; hide authors; deny all
	part_review:                            not_now writers_a; deny author_b; hide authors; deny all
	reviewing excluded unopened overdue:    not_now writers_a; hide authors; deny all
	corrected:                              ok writers_a; deny all
	settled history:                        not_now writers_a; deny all
	b_draft:                                ok author_b; hide authors; deny all
	b_settled:                              not_now author_b; deny all
	no_head:                                not_now author_d; hide authors; deny all
	unknown:                                hide authors; deny all

POST /sheets/{id}/check with submit
	draft returned from_council withdrawn:  ok writers_a => reviewing; hide authors; deny all
	shared part_in part_back:               ok writers_a => reviewing; deny author_b; hide authors; deny all
	part_review:                            not_now writers_a; deny author_b; hide authors; deny all
	reviewing excluded unopened overdue:    not_now writers_a; hide authors; deny all
	corrected:                              ok writers_a => reviewing; deny all
	settled history:                        not_now writers_a; deny all
	b_draft:                                ok author_b => reviewing; hide authors; deny all
	b_settled:                              not_now author_b; deny all
	no_head:                                not_now author_d; hide authors; deny all
	unknown:                                hide authors; deny all

GET /sheets/{id}/submitted
	never_left shared part_in part_back b_draft unknown:      hide authors; deny all
	part_review:                            ok writers_a author_b; hide authors; deny all
	reviewing returned from_council withdrawn:  ok writers_a; hide authors; deny all
	no_head:                                ok author_d; hide authors; deny all
	settled history b_settled corrected:    ok authors; deny all

GET /sheets/{id}/editions/{id2} with first
	never_left shared part_in part_back b_draft unknown:  hide all
	part_review:                            ok department_a department_b overseers; hide all
	at_head own at_secretariat deferred returned withdrawn:  ok department_a overseers; hide all
	at_council from_council again:          ok department_a overseers council; hide all
	no_head:                                ok author_d overseers; hide all
	at_sub:                                 ok department_a overseers sub; hide all
	at_both:                                ok department_a overseers council sub; hide all
	settled b_settled corrected:            ok departments overseers council; hide all
	history:                                ok departments overseers; hide all

GET /sheets/{id}/editions/{id2} with second
	again:                                  ok department_a overseers; hide all
	never_left shared part_in part_back part_review b_draft unknown no_head at_head own at_secretariat deferred returned withdrawn at_council from_council at_sub at_both settled b_settled corrected history:
	                                        hide all

GET /sheets/{id}/withdraw
	at_head again own at_secretariat deferred at_council at_sub:  ok writers_a; hide authors; deny all
	at_both:                                not_now writers_a; hide authors; deny all
	draft returned from_council withdrawn excluded unopened overdue:  not_now writers_a; hide authors; deny all
	shared part_in part_back:               not_now writers_a; deny author_b; hide authors; deny all
	part_review:                            ok writers_a; deny author_b; hide authors; deny all
	settled history corrected:              not_now writers_a; deny all
	b_draft:                                not_now author_b; hide authors; deny all
	b_settled:                              not_now author_b; deny all
	no_head:                                ok author_d; hide authors; deny all
	unknown:                                hide authors; deny all

POST /sheets/{id}/withdraw with withdraw
	at_head again own at_secretariat deferred at_council at_sub:  ok writers_a => draft; hide authors; deny all
	at_both:                                not_now writers_a; hide authors; deny all
	draft returned from_council withdrawn excluded unopened overdue:  not_now writers_a; hide authors; deny all
	shared part_in part_back:               not_now writers_a; deny author_b; hide authors; deny all
	part_review:                            ok writers_a => draft; deny author_b; hide authors; deny all
	settled history corrected:              not_now writers_a; deny all
	b_draft:                                not_now author_b; hide authors; deny all
	b_settled:                              not_now author_b; deny all
	no_head:                                ok author_d => draft; hide authors; deny all
	unknown:                                hide authors; deny all

GET /sheets/{id}/exclude
	being_written sent_back:                ok secretariat; deny all
	reviewing no_head part_review excluded settled b_settled history:  not_now secretariat; deny all
	unknown:                                hide secretariat; deny all

POST /sheets/{id}/exclude with exclude
	being_written sent_back:                ok secretariat => excluded; deny all
	reviewing no_head part_review excluded settled b_settled history:  not_now secretariat; deny all
	unknown:                                hide secretariat; deny all

GET /sheets/{id}/include
	excluded:                               ok secretariat; deny all
	being_written sent_back reviewing no_head part_review settled b_settled history:  not_now secretariat; deny all
	unknown:                                hide secretariat; deny all

POST /sheets/{id}/include with include
	excluded:                               ok secretariat => draft; deny all
	being_written sent_back reviewing no_head part_review settled b_settled history:  not_now secretariat; deny all
	unknown:                                hide secretariat; deny all

GET /sheets/{id}/reopen
	settled b_settled history:              ok secretariat; deny all
	being_written sent_back reviewing no_head part_review excluded:  not_now secretariat; deny all
	unknown:                                hide secretariat; deny all

POST /sheets/{id}/reopen with reopen
	settled b_settled history:              ok secretariat => returned; deny all
	being_written sent_back reviewing no_head part_review excluded:  not_now secretariat; deny all
	unknown:                                hide secretariat; deny all

GET /sheets/{id}/reassign
	being_written sent_back reviewing no_head part_review:      ok secretariat; deny all
	excluded settled b_settled history:     not_now secretariat; deny all
	unknown:                                hide secretariat; deny all

POST /sheets/{id}/reassign with reassign
	being_written:                          ok secretariat => draft; deny all
	sent_back:                              ok secretariat => returned; deny all
	reviewing no_head part_review:                  ok secretariat => reviewing; deny all
	excluded settled b_settled history:     not_now secretariat; deny all
	unknown:                                hide secretariat; deny all

GET /parts/{id}
	part_open part_in.b part_review.b:  ok department_a department_b overseers; hide all
	unknown:                hide all

GET /parts/{id}/edit
	part_open:              ok author_b; deny writers_a; hide authors; deny all
	part_in.b part_review.b:  not_now author_b; deny writers_a; hide authors; deny all
	unknown:                hide authors; deny all

POST /parts/{id}/edit with write
	part_open:              ok author_b => open; deny writers_a; hide authors; deny all
	part_in.b part_review.b:  not_now author_b; deny writers_a; hide authors; deny all
	unknown:                hide authors; deny all

GET /parts/{id}/check
	part_open:              ok author_b; deny writers_a; hide authors; deny all
	part_in.b part_review.b:  not_now author_b; deny writers_a; hide authors; deny all
	unknown:                hide authors; deny all

POST /parts/{id}/check with hand_in
	part_open:              ok author_b => in; deny writers_a; hide authors; deny all
	part_in.b part_review.b:  not_now author_b; deny writers_a; hide authors; deny all
	unknown:                hide authors; deny all

GET /parts/{id}/hand-back
	part_in.b:              ok writers_a; deny author_b; hide authors; deny all
	part_open part_review.b:  not_now writers_a; deny author_b; hide authors; deny all
	unknown:                hide authors; deny all

POST /parts/{id}/hand-back with hand_part_back
	part_in.b:              ok writers_a => open; deny author_b; hide authors; deny all
	part_open part_review.b:  not_now writers_a; deny author_b; hide authors; deny all
	unknown:                hide authors; deny all

GET /reviews/{id}
	at_head.head again.head part_review.head own.head left_head:  ok deciders_a overseers; hide reviewers; deny all
	no_head.head:                           ok overseers; hide reviewers; deny all
	b_settled.head:                         ok head_b overseers; hide reviewers; deny all
	at_secretariat.secretariat deferred.secretariat left_secretariat:  ok overseers; hide reviewers; deny all
	at_council.k at_both.k left_council:    ok council overseers; hide reviewers; deny all
	at_sub.s at_both.s:                     ok sub overseers; hide reviewers; deny all
	unknown:                                hide reviewers overseers; deny all

POST /reviews/{id} with note
	at_head.head again.head part_review.head: ok deciders_a => reviewing; deny secretariat; hide deciders; deny all
	own.head:                    ok head_a => reviewing; not_now both_a; deny secretariat; hide deciders; deny all
	at_secretariat.secretariat deferred.secretariat:  ok secretariat => reviewing; hide deciders; deny all
	at_council.k at_both.k:      ok chair_k deputy_k => reviewing; deny secretariat; hide deciders; deny all
	at_sub.s:                    ok chair_s deputy_s => reviewing; deny secretariat; hide deciders; deny all
	left_head:                   not_now deciders_a; deny secretariat; hide deciders; deny all
	left_secretariat:            not_now secretariat; hide deciders; deny all
	left_council:                not_now chair_k deputy_k; deny secretariat; hide deciders; deny all
	at_both.s:                   not_now chair_s deputy_s; deny secretariat; hide deciders; deny all
	no_head.head:                deny secretariat; hide deciders; deny all
	b_settled.head:              not_now head_b; deny secretariat; hide deciders; deny all
	unknown:                     hide deciders; deny all

POST /reviews/{id} with approve
	at_head.head again.head part_review.head: ok deciders_a => reviewing; deny secretariat; hide deciders; deny all
	own.head:                    ok head_a => reviewing; not_now both_a; deny secretariat; hide deciders; deny all
	at_secretariat.secretariat deferred.secretariat:  ok secretariat => reviewing; hide deciders; deny all
	at_council.k at_both.k:      ok chair_k deputy_k => settled; deny secretariat; hide deciders; deny all
	at_sub.s:                    ok chair_s deputy_s => settled; deny secretariat; hide deciders; deny all
	left_head:                   not_now deciders_a; deny secretariat; hide deciders; deny all
	left_secretariat:            not_now secretariat; hide deciders; deny all
	left_council:                not_now chair_k deputy_k; deny secretariat; hide deciders; deny all
	at_both.s:                   not_now chair_s deputy_s; deny secretariat; hide deciders; deny all
	no_head.head:                deny secretariat; hide deciders; deny all
	b_settled.head:              not_now head_b; deny secretariat; hide deciders; deny all
	unknown:                     hide deciders; deny all

POST /reviews/{id} with return
	at_head.head again.head part_review.head: ok deciders_a => returned; deny secretariat; hide deciders; deny all
	own.head:                    ok head_a => returned; not_now both_a; deny secretariat; hide deciders; deny all
	at_secretariat.secretariat deferred.secretariat:  ok secretariat => returned; hide deciders; deny all
	at_council.k at_both.k:      ok chair_k deputy_k => returned; deny secretariat; hide deciders; deny all
	at_sub.s:                    ok chair_s deputy_s => returned; deny secretariat; hide deciders; deny all
	left_head:                   not_now deciders_a; deny secretariat; hide deciders; deny all
	left_secretariat:            not_now secretariat; hide deciders; deny all
	left_council:                not_now chair_k deputy_k; deny secretariat; hide deciders; deny all
	at_both.s:                   not_now chair_s deputy_s; deny secretariat; hide deciders; deny all
	no_head.head:                deny secretariat; hide deciders; deny all
	b_settled.head:              not_now head_b; deny secretariat; hide deciders; deny all
	unknown:                     hide deciders; deny all

GET /reviews/{id}/undo
	at_secretariat.head:         ok head_a; deny both_a secretariat; hide deciders; deny all
	at_council.secretariat at_sub.secretariat:  ok secretariat; hide deciders; deny all
	at_both.s:                   ok chair_s; deny deputy_s secretariat; hide deciders; deny all
	settled.k:                   ok chair_k; deny deputy_k secretariat; hide deciders; deny all
	b_settled.k:                 ok chair_k; deny deputy_k secretariat; hide deciders; deny all
	at_council.head at_sub.head at_both.head from_council.head returned.head settled.head corrected.head:
	                             not_now head_a; deny both_a secretariat; hide deciders; deny all
	no_head.head:                deny secretariat; hide deciders; deny all
	b_settled.head:              not_now head_b; deny secretariat; hide deciders; deny all
	again.secretariat at_both.secretariat from_council.secretariat settled.secretariat b_settled.secretariat corrected.secretariat returned.secretariat at_secretariat.secretariat deferred.secretariat:
	                             not_now secretariat; hide deciders; deny all
	at_head.head again.head part_review.head own.head withdrawn.head deferred.head:  not_now deciders_a; deny secretariat; hide deciders; deny all
	at_council.k at_both.k from_council.k again.k:  not_now chair_k deputy_k; deny secretariat; hide deciders; deny all
	corrected.k:                 not_now chair_k; deny deputy_k secretariat; hide deciders; deny all
	at_sub.s:                    not_now chair_s deputy_s; deny secretariat; hide deciders; deny all
	unknown:                     hide deciders; deny all

POST /reviews/{id}/undo with undo
	at_secretariat.head:         ok head_a => reviewing; deny both_a secretariat; hide deciders; deny all
	at_council.secretariat at_sub.secretariat:  ok secretariat => reviewing; hide deciders; deny all
	at_both.s:                   ok chair_s => reviewing; deny deputy_s secretariat; hide deciders; deny all
	settled.k:                   ok chair_k => reviewing; deny deputy_k secretariat; hide deciders; deny all
	b_settled.k:                 ok chair_k => reviewing; deny deputy_k secretariat; hide deciders; deny all
	at_council.head at_sub.head at_both.head from_council.head returned.head settled.head corrected.head:
	                             not_now head_a; deny both_a secretariat; hide deciders; deny all
	no_head.head:                deny secretariat; hide deciders; deny all
	b_settled.head:              not_now head_b; deny secretariat; hide deciders; deny all
	again.secretariat at_both.secretariat from_council.secretariat settled.secretariat b_settled.secretariat corrected.secretariat returned.secretariat at_secretariat.secretariat deferred.secretariat:
	                             not_now secretariat; hide deciders; deny all
	at_head.head again.head part_review.head own.head withdrawn.head deferred.head:  not_now deciders_a; deny secretariat; hide deciders; deny all
	at_council.k at_both.k from_council.k again.k:  not_now chair_k deputy_k; deny secretariat; hide deciders; deny all
	corrected.k:                 not_now chair_k; deny deputy_k secretariat; hide deciders; deny all
	at_sub.s:                    not_now chair_s deputy_s; deny secretariat; hide deciders; deny all
	unknown:                     hide deciders; deny all

GET /meetings
	-:  ok meeters; deny all
GET /meetings/new
	-:  ok secretariat; deny all
POST /meetings/new
	-:  not_asked secretariat; deny all

GET /meetings/{id}
	planned:       ok overseers sub; hide meeters; deny all
	frozen signed: ok overseers council; hide meeters; deny all
	unknown:       hide meeters; deny all
GET /meetings/{id}/opinions
	planned:       ok overseers sub; hide meeters; deny all
	frozen signed: ok overseers council; hide meeters; deny all
	unknown:       hide meeters; deny all
GET /meetings/{id}/edit
	planned frozen:  ok secretariat; deny all
	signed:          not_now secretariat; deny all
	unknown:         hide secretariat; deny all
POST /meetings/{id}/edit with change
	planned frozen:  ok secretariat; deny all
	signed:          not_now secretariat; deny all
	unknown:         hide secretariat; deny all
GET /meetings/{id}/freeze
	planned:         ok secretariat; deny all
	frozen signed:   not_now secretariat; deny all
	unknown:         hide secretariat; deny all
POST /meetings/{id}/freeze with freeze
	planned:         ok secretariat; deny all
	frozen signed:   not_now secretariat; deny all
	unknown:         hide secretariat; deny all
GET /meetings/{id}/unfreeze
	frozen:          ok secretariat; deny all
	planned signed:  not_now secretariat; deny all
	unknown:         hide secretariat; deny all
POST /meetings/{id}/unfreeze with unfreeze
	frozen:          ok secretariat; deny all
	planned signed:  not_now secretariat; deny all
	unknown:         hide secretariat; deny all

GET /meetings/{id}/agenda
	planned:       not_now overseers sub; hide meeters; deny all
	frozen signed: ok overseers council; hide meeters; deny all
	unknown:       hide meeters; deny all
POST /meetings/{id}/agenda with choose
	planned:       not_now signers_s; hide signers; deny all
	frozen:        ok signers_k; hide signers; deny all
	signed:        not_now signers_k; hide signers; deny all
	unknown:       hide signers; deny all
GET /meetings/{id}/sign-off
	planned:       not_now signers_s; hide signers; deny all
	frozen:        ok signers_k; hide signers; deny all
	signed:        away signers_k; hide signers; deny all
	unknown:       hide signers; deny all
POST /meetings/{id}/sign-off with sign
	planned:       not_now signers_s; hide signers; deny all
	frozen:        ok signers_k; hide signers; deny all
	signed:        not_now signers_k; hide signers; deny all
	unknown:       hide signers; deny all
GET /meetings/{id}/record
	signed:          ok overseers council; hide meeters; deny all
	planned frozen unknown:  hide meeters; deny all
GET /meetings/{id}/file
	signed:          ok overseers council; hide meeters; deny all
	planned frozen unknown:  hide meeters; deny all

GET /keys
	-:  ok all nobody
GET /keys/text
	-:  ok all nobody
GET /reviews/{id}/opinion
	at_council.k at_both.k:      ok council; hide members; deny all
	at_sub.s:                    ok sub; hide members; deny all
	left_council:                not_now council; hide members; deny all
	at_both.s:                   not_now sub; hide members; deny all
	at_head.head again.head part_review.head own.head left_head b_settled.head no_head.head at_secretariat.secretariat deferred.secretariat left_secretariat unknown:
	                             hide members; deny all

POST /reviews/{id}/opinion with opine
	at_council.k at_both.k:      ok council => reviewing; hide members; deny all
	at_sub.s:                    ok sub => reviewing; hide members; deny all
	left_council:                not_now council; hide members; deny all
	at_both.s:                   not_now sub; hide members; deny all
	at_head.head again.head part_review.head own.head left_head b_settled.head no_head.head at_secretariat.secretariat deferred.secretariat left_secretariat unknown:
	                             hide members; deny all

GET /reviews/{id}/ballot
	at_council.k at_both.k:      ok council; hide members; deny all
	at_sub.s:                    ok sub; hide members; deny all
	left_council:                not_now council; hide members; deny all
	at_both.s:                   not_now sub; hide members; deny all
	at_head.head again.head part_review.head own.head left_head b_settled.head no_head.head at_secretariat.secretariat deferred.secretariat left_secretariat unknown:
	                             hide members; deny all

POST /reviews/{id}/ballot with ballot
	at_council.k at_both.k:      ok council => reviewing; hide members; deny all
	at_sub.s:                    ok sub => reviewing; hide members; deny all
	left_council:                not_now council; hide members; deny all
	at_both.s:                   not_now sub; hide members; deny all
	at_head.head again.head part_review.head own.head left_head b_settled.head no_head.head at_secretariat.secretariat deferred.secretariat left_secretariat unknown:
	                             hide members; deny all

GET /reviews/{id}/questions
	at_council.k at_both.k:      ok council; hide members; deny all
	at_sub.s:                    ok sub; hide members; deny all
	left_council:                not_now council; hide members; deny all
	at_both.s:                   not_now sub; hide members; deny all
	at_head.head again.head part_review.head own.head left_head b_settled.head no_head.head at_secretariat.secretariat deferred.secretariat left_secretariat unknown:
	                             hide members; deny all

POST /reviews/{id}/questions with ask
	at_council.k at_both.k:      ok council => reviewing; hide members; deny all
	at_sub.s:                    ok sub => reviewing; hide members; deny all
	left_council:                not_now council; hide members; deny all
	at_both.s:                   not_now sub; hide members; deny all
	at_head.head again.head part_review.head own.head left_head b_settled.head no_head.head at_secretariat.secretariat deferred.secretariat left_secretariat unknown:
	                             hide members; deny all

GET /questions
	-:  ok all
GET /questions/{id}
	at_council at_both settled from_council:  ok department_a overseers council; hide all
	unknown:                                  hide all
POST /questions/{id} with answer
	at_council at_both:          ok writers_a secretariat => reviewing; deny head_a; hide answerers; deny all
	settled from_council:        not_now writers_a secretariat; deny head_a; hide answerers; deny all
	unknown:                     hide answerers; deny all
POST /questions/{id} with release
	at_both:                     ok head_a both_a => reviewing; deny author_a secretariat; hide answerers; deny all
	at_council settled from_council:  not_now head_a both_a; deny author_a secretariat; hide answerers; deny all
	unknown:                     hide answerers; deny all
POST /questions/{id} with hand_back
	at_both:                     ok head_a both_a => reviewing; deny author_a secretariat; hide answerers; deny all
	at_council settled from_council:  not_now head_a both_a; deny author_a secretariat; hide answerers; deny all
	unknown:                     hide answerers; deny all

GET /stages/{id}/selection
	now.body later.body over.body:  ok overseers; deny all
	before.body now.head later.head over.head before.head now.office later.office over.office before.office unknown:
	                             hide overseers; deny all
POST /stages/{id}/selection with select
	later.body over.body:        ok secretariat; deny all
	now.body:                    not_now secretariat; deny all
	before.body now.head later.head over.head before.head now.office later.office over.office before.office unknown:
	                             hide secretariat; deny all

GET /reviews/{id}/defer
	no_head.head:                ok secretariat; deny all
	at_head.head again.head part_review.head own.head left_head b_settled.head at_secretariat.secretariat deferred.secretariat left_secretariat:
	                             not_now secretariat; deny all
	at_council.k at_both.k at_sub.s at_both.s left_council:  not_now secretariat; deny all
	unknown:                     hide secretariat; deny all

POST /reviews/{id}/defer with defer
	no_head.head:                ok secretariat => reviewing; deny all
	at_head.head again.head part_review.head own.head left_head b_settled.head at_secretariat.secretariat deferred.secretariat left_secretariat:
	                             not_now secretariat; deny all
	at_council.k at_both.k at_sub.s at_both.s left_council:  not_now secretariat; deny all
	unknown:                     hide secretariat; deny all

GET /reviews/{id}/view
	deferred.head:               ok deciders_a; hide heads; deny all
	at_head.head again.head part_review.head own.head not_deferred:  not_now deciders_a; hide heads; deny all
	b_settled.head:              not_now head_b; hide heads; deny all
	no_head.head at_secretariat.secretariat deferred.secretariat left_secretariat at_council.k at_both.k at_sub.s at_both.s left_council:
	                             hide heads; deny all
	unknown:                     hide heads; deny all

POST /reviews/{id}/view with view
	deferred.head:               ok deciders_a => reviewing; hide heads; deny all
	at_head.head again.head part_review.head own.head not_deferred:  not_now deciders_a; hide heads; deny all
	b_settled.head:              not_now head_b; hide heads; deny all
	no_head.head at_secretariat.secretariat deferred.secretariat left_secretariat at_council.k at_both.k at_sub.s at_both.s left_council:
	                             hide heads; deny all
	unknown:                     hide heads; deny all

GET /absences
	-:  ok authors deciders; deny all
POST /absences
	-:  not_asked authors deciders; deny all
GET /absences/{id}/end
	absence:  ok head_a secretariat; hide authors deciders; deny all
	unknown:  hide authors deciders; deny all
POST /absences/{id}/end with end
	absence:  ok head_a secretariat; hide authors deciders; deny all
	unknown:  hide authors deciders; deny all

${departments}
GET /transfers
	-:  ok inspectors; deny all
GET /transfers/new
	-:  ok administrator; deny all
POST /transfers/new
	-:  not_asked administrator; deny all
GET /transfers/{id}
	draft wrong planned:  ok inspectors; deny all
	unknown:              hide inspectors; deny all
GET /transfers/{id}/confirm
	draft wrong:          ok administrator; deny all
	planned:              not_now administrator; deny all
	unknown:              hide administrator; deny all
POST /transfers/{id}/confirm
	draft wrong planned:  not_asked administrator; deny all
	unknown:              hide administrator; deny all
GET /transfers/{id}/undo
	planned:              ok administrator; deny all
	draft wrong:          not_now administrator; deny all
	unknown:              hide administrator; deny all
POST /transfers/{id}/undo
	draft wrong planned:  not_asked administrator; deny all
	unknown:              hide administrator; deny all

GET /rounds/{id}/settings
	round:    ok secretariat; deny all
	unknown:  hide secretariat; deny all
POST /rounds/{id}/settings
	round:    not_asked secretariat; deny all
	unknown:  hide secretariat; deny all

GET /plans
	-:  ok all
GET /plans/{id}
	plan:     ok all
	unknown:  hide all
GET /plans/import
	-:  ok secretariat; deny all
POST /plans/import
	-:  not_asked secretariat; deny all
GET /plans/imports/{id}
	unknown:  hide secretariat; deny all
POST /plans/imports/{id}
	unknown:  hide secretariat; deny all
`;
