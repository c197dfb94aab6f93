// table_departments.mjs: the rows of the expectation table about departments; how they are written says table.mjs.

export const departments = `
GET /departments
	-:  ok overseers; deny all
GET /departments/new
	-:  ok administrator; deny all
POST /departments/new
	-:  not_asked administrator; deny all
GET /departments/{id}
	a:        ok overseers; deny all
	unknown:  hide overseers; deny all
GET /departments/{id}/rename
	a:        ok administrator; deny all
	unknown:  hide administrator; deny all
POST /departments/{id}/rename
	a unknown:  not_asked administrator; deny all
GET /departments/{id}/merge
	a:        ok administrator; deny all
	unknown:  hide administrator; deny all
POST /departments/{id}/merge
	a unknown:  not_asked administrator; deny all
GET /departments/{id}/split
	a:        ok administrator; deny all
	unknown:  hide administrator; deny all
POST /departments/{id}/split
	a unknown:  not_asked administrator; deny all
GET /departments/{id}/close
	a:        ok administrator; deny all
	unknown:  hide administrator; deny all
POST /departments/{id}/close
	a unknown:  not_asked administrator; deny all
GET /departments/changes/{id}
	change:   ok overseers; deny all
	unknown:  hide overseers; deny all
POST /departments/changes/{id}
	change unknown:  not_asked administrator; deny all
`;
