/* The press: what it says and hears, and what a converter that was taken over can reach from inside. */
#include "unit.h"

#include "../../service/cleand/press.h"
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct press_job usual = { .type = FILE_PNG, .seconds = 20, .memory_mb = 1500, .megapixels = 100,
	.pages = 200 };

struct said {
	enum press_end end;
	char text[2000];
	int64_t ms;
};

/* What a script inside says, and how it ended. */
static struct said inside(const char *script, struct press_job job, const char *input)
{
	struct said said = { .ms = clock_steady_ms() };
	int in = memfd_create("in", 0), out = memfd_create("out", 0), peers[2];

	CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, peers), 0);
	CU_ASSERT_EQUAL(write(in, input, strlen(input)), (ssize_t)strlen(input));
	lseek(in, 0, SEEK_SET);
	said.end = press_run(script, &job, in, out, peers[0], 0);
	if (pread(out, said.text, sizeof said.text - 1, 0) < 0)
		CU_FAIL("nothing to read");
	said.ms = clock_steady_ms() - said.ms;
	close(in);
	close(out);
	close(peers[0]);
	close(peers[1]);
	return said;
}

static void says(const char *script, const char *expected)
{
	struct said said = inside(script, usual, "");

	CU_ASSERT_EQUAL(said.end, PRESS_MADE);
	CU_ASSERT_STRING_EQUAL(said.text, expected);
	if (strcmp(said.text, expected) != 0)
		printf("%s\n-> %s", script, said.text);
}

static void a_script_gets_the_file_and_nothing_else(void)
{
	struct said said = inside("cat; echo \" $# $1 $2 $3 $4\"", usual, "bytes");

	CU_ASSERT_EQUAL(said.end, PRESS_MADE);
	CU_ASSERT_STRING_EQUAL(said.text, "bytes 4 png 100 200 20\n");
	says("env | sort | tr '\\n' ' '", "HOME=/tmp LC_ALL=C MALLOC_ARENA_MAX=2 PATH=/usr/bin PWD=/tmp "
		"VIPS_BLOCK_UNTRUSTED=1 VIPS_CONCURRENCY=1 VIPS_NOVECTOR=1 ");
}

static void there_is_usr_and_a_small_tmp(void)
{
	says("echo $(ls -A /) - $(ls -A /dev /tmp)", "bin dev lib lib64 tmp usr - /dev: null /tmp:\n");
	says("for f in /etc/passwd /proc/self /sys /run /var /home /root /boot; do [ -e $f ] && echo $f; done; true", "");
	says("for f in /x /usr/x /dev/x /bin/x; do (: >$f) 2>/dev/null && echo $f; done; true", "");
	says("echo 1 >/tmp/x && cat /tmp/x", "1\n");
}

static void there_is_no_network_and_no_other_process(void)
{
	says("perl -MSocket -e 'for (PF_INET, PF_INET6, PF_UNIX, 16) { print 1 if socket(S, $_, SOCK_STREAM, 0) }'", "");
	says("perl -e 'print join \" \", $$ < 10, getppid() < 10, kill(0, 100 .. 30000) + 0'", "1 1 0");
}

static void there_is_no_way_to_more_rights(void)
{
	says("perl -e 'print $<, \" \", $(+0; $< = 0; $> = 0; print \" \", $>'", "65534 65534 65534");
	says("unshare -U true && echo yes; unshare -r true && echo yes; mount -t tmpfs none /tmp && echo yes; true", "");
	/* capget(0x20080522), then CapEff: none */
	says("perl -e '$h = pack(\"LL\", 0x20080522, 0); $d = \"x\" x 24; print syscall(125, $h, $d), unpack(\" H48\", $d)'",
		"0000000000000000000000000000000000000000000000000");
}

static void time_is_limited(void)
{
	struct press_job job = usual;
	struct said said;

	job.seconds = 1;
	said = inside("sleep 30", job, "");
	CU_ASSERT_EQUAL(said.end, PRESS_TOO_MUCH);
	CU_ASSERT_TRUE(said.ms < 15000);
	said = inside("while :; do :; done", job, "");
	CU_ASSERT_EQUAL(said.end, PRESS_TOO_MUCH);
	CU_ASSERT_TRUE(said.ms < 15000);
}

/* With less patience the script is told the same, and what it does not end in time says nothing of the file. */
static void patience_is_shorter_and_says_so(void)
{
	struct press_job job = usual;
	struct said said;

	job.patience = 1;
	said = inside("sleep 30", job, "");
	CU_ASSERT_EQUAL(said.end, PRESS_TOO_SLOW);
	CU_ASSERT_TRUE(said.ms < 15000);
	job.patience = 15;	/* what is quick must have begun within it, on a busy machine too */
	said = inside("echo $4", job, "");
	CU_ASSERT_EQUAL(said.end, PRESS_MADE);
	CU_ASSERT_STRING_EQUAL(said.text, "20\n");
	CU_ASSERT_EQUAL(inside("exit 14", job, "").end, PRESS_TOO_MUCH);
	CU_ASSERT_EQUAL(inside("exit 15", job, "").end, PRESS_FAILED);
	job.patience = job.seconds = 1;
	CU_ASSERT_EQUAL(inside("sleep 30", job, "").end, PRESS_TOO_MUCH);
}

static void memory_and_output_are_limited(void)
{
	struct press_job job = usual;

	job.memory_mb = 300;
	CU_ASSERT_NOT_EQUAL(inside("perl -e '$x = \"x\" x 400_000_000; print 1'", job, "").text[0], '1');
	CU_ASSERT_EQUAL(inside("yes 0123456789012345678901234567890123456789 | head -c 700000000", usual, "").end,
		PRESS_TOO_MUCH);
}

/* Of root nobody counts the processes; a service's converters are nobody's, and so is this one. */
static void processes_are_limited(void)
{
	int in = memfd_create("in", 0), out = memfd_create("out", 0), peers[2], status;
	char text[8] = "";
	pid_t pid;

	CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, peers), 0);
	pid = fork();
	if (pid == 0) {
		if (geteuid() == 0 && setresuid(65534, 65534, 65534) != 0)
			_exit(1);
		press_run("echo one; ulimit -p 40; i=0; while [ $i -lt 60 ]; do sleep 2 & i=$((i + 1)); done; echo all",
			&usual, in, out, peers[0], 0);
		_exit(0);
	}
	CU_ASSERT_EQUAL(waitpid(pid, &status, 0), pid);
	CU_ASSERT_EQUAL(status, 0);
	CU_ASSERT_EQUAL(pread(out, text, sizeof text - 1, 0), 4);
	CU_ASSERT_STRING_EQUAL(text, "one\n");
	close(in);
	close(out);
	close(peers[0]);
	close(peers[1]);
}

static void an_end_means_what_the_script_says(void)
{
	CU_ASSERT_EQUAL(inside("exit 11", usual, "").end, PRESS_PASSWORD);
	CU_ASSERT_EQUAL(inside("exit 12", usual, "").end, PRESS_BROKEN);
	CU_ASSERT_EQUAL(inside("exit 13", usual, "").end, PRESS_OTHER_TYPE);
	CU_ASSERT_EQUAL(inside("exit 14", usual, "").end, PRESS_TOO_MUCH);
	CU_ASSERT_EQUAL(inside("exit 1", usual, "").end, PRESS_FAILED);
	CU_ASSERT_EQUAL(inside("exit 15", usual, "").end, PRESS_FAILED);
	CU_ASSERT_EQUAL(inside("kill -9 $$", usual, "").end, PRESS_TOO_MUCH);
}

static void nobody_waits_for_who_hung_up(void)
{
	int in = memfd_create("in", 0), out = memfd_create("out", 0), peers[2];
	int64_t began = clock_steady_ms();

	CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, peers), 0);
	close(peers[1]);
	CU_ASSERT_EQUAL(press_run("sleep 15", &usual, in, out, peers[0], 0), PRESS_TOO_MUCH);
	CU_ASSERT_TRUE(clock_steady_ms() - began < 12000);
	close(in);
	close(out);
	close(peers[0]);
}

static void messages_read_back(void)
{
	unsigned char head[PRESS_HEAD], answer[PRESS_ANSWER];
	struct press_job job;
	enum press_end end;
	uint64_t size;
	struct press_job hasty = usual;

	hasty.patience = 7;
	press_head_write(&hasty, head);
	CU_ASSERT_TRUE(press_head_read(head, &job));
	CU_ASSERT_EQUAL(memcmp(&job, &hasty, sizeof job), 0);
	press_answer_write(PRESS_MADE, 123456789, answer);
	CU_ASSERT_TRUE(press_answer_read(answer, &end, &size));
	CU_ASSERT_EQUAL(end, PRESS_MADE);
	CU_ASSERT_EQUAL(size, 123456789);
}

static void messages_that_make_no_sense_are_refused(void)
{
	unsigned char head[PRESS_HEAD], answer[PRESS_ANSWER];
	struct press_job job = usual;
	enum press_end end;
	uint64_t size;

	press_head_write(&usual, head);
	head[1] = FILE_TYPES;
	CU_ASSERT_FALSE(press_head_read(head, &job));
	head[1] = FILE_PDF;
	head[0] = PRESS_VERSION + 1;
	CU_ASSERT_FALSE(press_head_read(head, &job));
	job = usual;
	job.seconds = 0;
	press_head_write(&job, head);
	CU_ASSERT_FALSE(press_head_read(head, &job));
	press_answer_write(PRESS_MADE, PRESS_MADE_MOST + 1, answer);
	CU_ASSERT_FALSE(press_answer_read(answer, &end, &size));
	press_answer_write(PRESS_BROKEN, 1, answer);
	CU_ASSERT_FALSE(press_answer_read(answer, &end, &size));
	for (int i = 0; i < 256; i++) {
		press_answer_write((enum press_end)i, 0, answer);
		CU_ASSERT_EQUAL(press_answer_read(answer, &end, &size), i == 0 || (i >= 9 && i <= PRESS_TOO_SLOW));
	}
}

static int never(void)
{
	return 0;
}

static void a_press_takes_a_file_and_forgets_it_when_told(void)
{
	struct press_job job = usual;
	enum press_end end;
	uint64_t size;
	int press = press_start();

	CU_ASSERT_TRUE_FATAL(press >= 0);
	CU_ASSERT_TRUE(press_begin(press, &job) && press_piece(press, (struct bytes){ (const unsigned char *)"abc", 3 }));
	CU_ASSERT_TRUE(press_drop(press));
	CU_ASSERT_TRUE(press_begin(press, &job) && press_piece(press, (struct bytes){ (const unsigned char *)"no picture", 10 }));
	CU_ASSERT_TRUE(press_end(press, &job, never, &end, &size));
	CU_ASSERT_EQUAL(end, PRESS_OTHER_TYPE);
	close(press);
}

/* A converter that is there and finds no memory works for no file, whatever a file is called for it. */
static void a_press_works_when_a_good_file_is_made(void)
{
	int press = press_start();

	CU_ASSERT_TRUE_FATAL(press >= 0);
	CU_ASSERT_TRUE(press_works(press, 1500, never));
	CU_ASSERT_FALSE(press_works(press, 60, never));
	CU_ASSERT_TRUE(press_works(press, 1500, never));
	close(press);
}

const struct unit_test unit_tests[] = {
	{ "a script inside gets the file, its type and its limits, and nothing else", a_script_gets_the_file_and_nothing_else },
	{ "there is /usr to read and a small /tmp, and no other file system", there_is_usr_and_a_small_tmp },
	{ "there is no network and no process but its own", there_is_no_network_and_no_other_process },
	{ "there is no way to more rights", there_is_no_way_to_more_rights },
	{ "time is limited", time_is_limited },
	{ "patience is shorter than that, and says so", patience_is_shorter_and_says_so },
	{ "memory and output are limited", memory_and_output_are_limited },
	{ "processes are limited", processes_are_limited },
	{ "an end means what the script says; any other is the press's own failure", an_end_means_what_the_script_says },
	{ "nobody waits for a file whose owner hung up", nobody_waits_for_who_hung_up },
	{ "messages read back as they were written", messages_read_back },
	{ "messages that make no sense are refused", messages_that_make_no_sense_are_refused },
	{ "a press takes a file, and forgets it when told", a_press_takes_a_file_and_forgets_it_when_told },
	{ "a press works when a good picture and a good document are made", a_press_works_when_a_good_file_is_made },
	{ NULL, NULL }
};
