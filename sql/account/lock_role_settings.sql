-- Of two who change the settings at once, the second waits, and finds them changed.
update role_setting set version = version
