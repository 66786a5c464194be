/* The public form "Doe uw melding"; under the name "upload" what takes its files: one program text, two processes. */
#include "routes.h"

#include <string.h>

int main(int argc, char **argv)
{
	const char *slash = argc ? strrchr(argv[0], '/') : NULL, *name = slash ? slash + 1 : argc ? argv[0] : "";

	return web_main(argc, argv, strcmp(name, "upload") == 0 ? &upload_program : &tip_program);
}
