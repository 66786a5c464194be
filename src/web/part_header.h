/* The header lines of one part of a multipart body, and the boundary parameter. */
#ifndef WEB_PART_HEADER_H
#define WEB_PART_HEADER_H

enum { BOUNDARY_MOST = 70, FILE_NAME_MOST = 1024, TYPE_MOST = 127 };

struct part_header {
	char name[65];
	char file[FILE_NAME_MOST + 1];
	char type[TYPE_MOST + 1];
	int has_disposition, has_name, has_file, has_type;
};

/* Takes one line in; NULL, or why it is refused (our words). */
const char *part_header_line(struct part_header *h, const char *line);
/* The boundary of "multipart/form-data; boundary=..."; 0 when there is not exactly one usable one. */
int part_boundary(const char *content_type, char out[BOUNDARY_MOST + 1]);

#endif
