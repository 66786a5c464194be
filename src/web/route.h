/* Which row of the program's table a request belongs to. */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/web.h"

enum route_result { ROUTE_FOUND, ROUTE_NONE, ROUTE_OTHER_METHOD };

/*
 * Sets w->route and w->ref. HEAD finds the row of GET. With ROUTE_OTHER_METHOD
 * the path exists: *allow lists its methods for the Allow header.
 */
enum route_result route_find(struct web *w, const char **allow);
/* OK when the roles of this person fit the row; LOGIN without a session, else DENIED. */
enum rc route_may(const struct web *w);
/* "METHOD path who(hex)" for each row: --routes. */
void route_print(const struct program *program);

#endif
