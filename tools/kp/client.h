/* The mariadb client as a child: the owner's statements, never a program's. */
#ifndef KP_CLIENT_H
#define KP_CLIENT_H

#include "kp.h"

/* Runs statements as the database's own root (this operating system user); 1 when all went well. */
int client_text(const struct kp *kp, const char *database, const char *statements);
int client_file(const struct kp *kp, const char *database, const char *path);
/* The first line a query answers, without its end; 0 when it fails. */
int client_ask(const struct kp *kp, const char *database, const char *query, char *line, size_t size);
/* Whole file, NUL-terminated, in the arena; NULL and a message when it cannot be read. */
char *file_text(struct arena *arena, const char *path);

#endif
