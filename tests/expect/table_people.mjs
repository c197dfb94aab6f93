// table_people.mjs: the part of table.mjs that is about accounts and roles: who may find, change, stop and invite whom, and give what.

export const people = `
GET /accounts
	-:  ok inspectors; deny all
GET /accounts/{id}
	plain:    ok inspectors; deny all
	unknown:  hide inspectors; deny all

GET /accounts/new
	-:  ok administrator; deny all
POST /accounts/new
	-:  not_asked administrator; deny all
GET /accounts/{id}/edit
	plain administrator:  ok administrator; deny all
	unknown:  hide administrator; deny all
POST /accounts/{id}/edit
	plain administrator:  not_asked administrator; deny all
	unknown:  not_asked administrator; deny all
GET /accounts/{id}/stop
	guest:    ok administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
POST /accounts/{id}/stop with stop
	guest:    ok administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
GET /accounts/{id}/restart
	plain:    not_now administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
POST /accounts/{id}/restart with restart
	plain:    not_now administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
GET /accounts/{id}/end-sessions
	plain administrator:  ok administrator; deny all
	unknown:  hide administrator; deny all
POST /accounts/{id}/end-sessions
	plain:    not_asked administrator; deny all
	unknown:  not_asked administrator; deny all

GET /accounts/{id}/password
	guest:    ok administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
POST /accounts/{id}/password with invite
	guest:    ok administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
GET /accounts/export
	-:  ok inspectors; deny all
GET /accounts/import
	-:  ok administrator; deny all
POST /accounts/import
	-:  not_asked administrator; deny all
GET /accounts/imports/{id}
	unknown:  hide administrator; deny all
POST /accounts/imports/{id}
	unknown:  hide administrator; deny all
GET /accounts/slips
	-:  ok administrator; deny all
POST /accounts/slips
	-:  not_asked administrator; deny all
GET /accounts/slips/{word}
	-:  hide administrator; deny all

GET /accounts/{id}/roles/new
	guest:    ok administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
POST /accounts/{id}/roles/new with give
	guest:    ok administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
GET /accounts/{id}/roles/{id2}/end
	guest:    ok administrator; deny all
	plain:    hide administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
POST /accounts/{id}/roles/{id2}/end with end_role
	guest:    ok administrator; deny all
	plain:    hide administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
GET /grants
	-:  ok inspectors; deny all
GET /grants/{id}
	asked own over:  ok inspectors; deny all
	unknown:  hide inspectors; deny all
POST /grants/{id} with approve_grant
	asked:    ok administrator; deny all
	own:      deny all
	over:     not_now administrator; deny all
	unknown:  hide administrator; deny all
POST /grants/{id} with refuse_grant
	asked:    ok administrator; deny all
	own:      deny all
	over:     not_now administrator; deny all
	unknown:  hide administrator; deny all
POST /grants/{id} with withdraw_grant
	asked:    deny all
	own:      ok administrator; deny all
	over:     not_now administrator; deny all
	unknown:  hide administrator; deny all

GET /accounts/{id}/second-factor
	plain:  ok administrator; deny all
	administrator:  deny all
	unknown:  hide administrator; deny all
POST /accounts/{id}/second-factor
	plain:  not_asked administrator; deny all
	administrator:  deny all
	unknown:  not_asked administrator; deny all
`;
