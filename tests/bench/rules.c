/* What a decision costs beside a bare round trip of the same sizes.
 *
 * rules SOCKET SECONDS: three figures a line, of the floor and of the rules program: answers a second, median and
 * 99th percentile in microseconds. The floor is a process that receives and sends, over the same kind of socket.
 * rules SOCKET answer: waits until a decision is answered by a province's own rules; prints the milliseconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "rules/message.h"

#define SAMPLES_MAX 2000000

static const uint32_t provinces[] = { 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53,
				      54, 61, 62, 63, 64, 65 };
static struct rules_request request;
static struct rules_reply reply;
static uint32_t samples[SAMPLES_MAX];

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* What a page asks when a matter is filed: whose is it, who decides, by when is it passed on and answered? */
static void make_request(uint32_t n)
{
	static const uint32_t ops[] = { RULES_OP_ADMIT, RULES_OP_ROUTE, RULES_OP_CLOCK, RULES_OP_CLOCK };
	uint32_t province = provinces[n % (sizeof(provinces) / sizeof(provinces[0]))];

	request.magic = RULES_MESSAGE_MAGIC;
	request.id = n;
	request.count = 4;
	for (uint32_t i = 0; i < request.count; i++) {
		request.questions[i].op = ops[i];
		request.questions[i].facts = (struct rules_facts){
			.size = sizeof(struct rules_facts), .kind = 1 + n % 3, .domain = 33, .item = 3301, .region = province * 10000 + 100,
			.stage = i == 2 ? RULES_STAGE_DISPATCH : i == 3 ? RULES_STAGE_ANSWER : 0,
			.filed_ms = INT64_C(1795600000000) + n, .now_ms = INT64_C(1795600000000) + n,
		};
	}
}

static int exchange(int fd)
{
	return send(fd, &request, rules_request_bytes(request.count), MSG_NOSIGNAL) == (ssize_t)rules_request_bytes(request.count) &&
	       recv(fd, &reply, sizeof(reply), 0) == (ssize_t)rules_reply_bytes(request.count);
}

static int by_size(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* judged: each answer must be a usable one to its own question. */
static void measure(int fd, int seconds, int judged)
{
	int64_t begin = now_us(), end = begin + seconds * INT64_C(1000000), at = begin;
	uint32_t n = 0;

	while (at < end && n < SAMPLES_MAX) {
		int64_t before = at;

		make_request(n);
		if (!exchange(fd) || (judged && (reply.id != n || reply.count != 4 || reply.answers[3].status != RULES_OK || reply.answers[3].aside))) {
			fprintf(stderr, "no usable answer to message %u\n", n);
			exit(1);
		}
		at = now_us();
		samples[n++] = (uint32_t)(at - before);
	}
	qsort(samples, n, sizeof(samples[0]), by_size);
	printf("%.0f %u %u\n", (double)n * 1e6 / (double)(at - begin), samples[n / 2], samples[(uint64_t)n * 99 / 100]);
}

static int floor_socket(void)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0)
		exit(1);
	if (fork() == 0) {
		close(ends[0]);
		while (recv(ends[1], &request, sizeof(request), 0) > 0 &&
		       send(ends[1], &reply, rules_reply_bytes(request.count), MSG_NOSIGNAL) > 0)
			;
		_exit(0);
	}
	close(ends[1]);
	return ends[0];
}

static int rules_socket(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);

	if (strlen(path) >= sizeof(address.sun_path))
		return -1;
	strcpy(address.sun_path, path);
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	close(fd);
	return -1;
}

static void await_answer(const char *path)
{
	int64_t begin = now_us();

	for (make_request(0); now_us() - begin < 10000000; usleep(200)) {
		int fd = rules_socket(path);

		if (fd >= 0 && exchange(fd) && reply.answers[3].status == RULES_OK && reply.answers[3].province == 110000) {
			printf("%.2f\n", (double)(now_us() - begin) / 1000);
			return;
		}
		if (fd >= 0)
			close(fd);
	}
	exit(1);
}

int main(int argc, char **argv)
{
	int fd;

	if (argc != 3)
		return 2;
	if (strcmp(argv[2], "answer") == 0) {
		await_answer(argv[1]);
		return 0;
	}
	measure(floor_socket(), atoi(argv[2]), 0);
	fd = rules_socket(argv[1]);
	if (fd < 0)
		return 1;
	measure(fd, atoi(argv[2]), 1);
	return 0;
}
