/* The text of service/cleand/remake as it stood when this was built: no path to it can go wrong. */
#include "press.h"

__asm__(".pushsection .rodata\n"
	".global remake_text\n"
	".type remake_text, @object\n"
	"remake_text:\n"
	".incbin \"service/cleand/remake\"\n"
	".byte 0\n"
	".size remake_text, . - remake_text\n"
	".popsection\n");
