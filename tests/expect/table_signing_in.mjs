// table_signing_in.mjs: the part of the expectation table (table.mjs) about signing in and one's own account. Who has begun to sign in
// and has a step to do is tests/fault/second_factor.test.mjs's: every address, for each step.

export const signing_in = `
GET /sign-in
	-:  ok nobody; away all
POST /sign-in
	-:  ok nobody; away all
GET /sign-in/proxy
	-:  away all nobody
POST /sign-in/proxy
	-:  deny all nobody
GET /sign-in/code
	-:  away all
POST /sign-in/code
	-:  away all
GET /sign-in/password
	-:  away all
POST /sign-in/password
	-:  away all
GET /sign-in/enrol
	-:  away all
POST /sign-in/enrol
	-:  away all
GET /sign-in/codes
	-:  away all
POST /sign-in/codes
	-:  away all
GET /password/forgotten
	-:  ok all nobody
POST /password/forgotten
	-:  away all nobody
GET /password/{word}
	-:  hide all nobody
POST /password/{word}
	-:  hide all nobody
GET /sign-out
	-:  ok all; away nobody
POST /sign-out
	-:  away all nobody
GET /settings/second-factor
	-:  ok inspectors; deny all
POST /settings/second-factor
	-:  not_asked administrator; deny all
GET /account
	-:  ok all
POST /account
	-:  not_asked all
GET /account/mail
	-:  ok all
POST /account/mail
	-:  not_asked all
GET /account/password
	-:  ok all
POST /account/password
	-:  not_asked all
GET /account/second-factor
	-:  ok all
POST /account/second-factor
	-:  not_asked all
GET /account/sessions/{id}/end
	unknown:  hide all
POST /account/sessions/{id}/end
	unknown:  not_asked all
GET /account/sessions/end
	-:  ok all
POST /account/sessions/end
	-:  not_asked all
`;
