/* routes.h: the table of addresses, printed. The table itself is declared in web/route.h. */
#ifndef CHOSHO_ROUTES_H
#define CHOSHO_ROUTES_H

/* chosho routes [nginx]: the table, or the lines of nginx's map that send heavy addresses to the heavy pool. argv begins
 * behind "routes". Returns the exit status; 2: wrong use. */
int routes_print(int argc, char **argv);

#endif
