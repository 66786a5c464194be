/*
 * The socket under a FastCGI request. libfcgi reads; accepting, sending and
 * closing are ours: a time limit on a peer that falls silent, one write per
 * answer, and no waiting for nginx to hang up (a third of the system calls).
 */
#ifndef WEB_WIRE_H
#define WEB_WIRE_H

#include "base/task.h"

#include <fcgiapp.h>

enum wire { WIRE_READY, WIRE_AGAIN, WIRE_BROKEN };

/* Once per worker, after FCGX_Init(). */
int wire_init(FCGX_Request *fcgi);
/* Waits for a request. AGAIN: a signal, or a peer that is no web server. */
enum wire wire_accept(int listener, FCGX_Request *fcgi);
/* The whole answer, with the end of the request. Nobody is told when the peer has gone. */
void wire_send(FCGX_Request *fcgi, struct bytes answer);
/* The same in pieces: as many as there are, then the end. wire_more is 0 when the peer has gone. */
int wire_more(FCGX_Request *fcgi, struct bytes piece);
void wire_end(FCGX_Request *fcgi);
/* An answer that stops half-way: the peer must not take it for a whole one. */
void wire_break(FCGX_Request *fcgi);
void wire_finish(FCGX_Request *fcgi);

#endif
