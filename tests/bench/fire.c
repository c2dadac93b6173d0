/* fire PORT CONNECTIONS FILE: sends prepared requests over so many connections at once and prints
 * "answered  accepted  seconds". A request is "LENGTH\n" and so many bytes of HTTP/1.0; accepted means a
 * 2xx or 3xx answer read to its end. Load comes from C because a slow client would flatter the slower side.
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_REQUESTS = 100000, MOST_CONNECTIONS = 256, ANSWER_BYTES = 64 * 1024 };

struct request { char *bytes; size_t len; };

static struct request requests[MOST_REQUESTS];
static int request_count;
static atomic_int next_request, answered, accepted;
static struct sockaddr_in address;

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int load(const char *path)
{
	FILE *file = fopen(path, "re");
	size_t len;

	if (!file)
		return -1;
	while (request_count < MOST_REQUESTS && fscanf(file, "%zu", &len) == 1 && fgetc(file) == '\n') {
		char *bytes = malloc(len);

		if (!bytes || fread(bytes, 1, len, file) != len)
			return -1;
		requests[request_count++] = (struct request){ bytes, len };
	}
	fclose(file);
	return request_count;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);

		if (n <= 0)
			return -1;
		bytes += n;
		len -= (size_t)n;
	}
	return 0;
}

static void fire(const struct request *request)
{
	char answer[ANSWER_BYTES];
	size_t have = 0;
	ssize_t n;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0 &&
	    write_all(fd, request->bytes, request->len) == 0) {
		while ((n = read(fd, answer + have, sizeof(answer) - have)) > 0)
			if ((have += (size_t)n) > sizeof(answer) / 2)
				have = sizeof(answer) / 2;	/* the head is what counts */
		if (n == 0 && have > 12) {
			answered++;
			if (answer[9] == '2' || answer[9] == '3')
				accepted++;
		}
	}
	if (fd >= 0)
		close(fd);
}

static void *connection(void *unused)
{
	int i;

	while ((i = next_request++) < request_count)
		fire(&requests[i]);
	return unused;
}

int main(int argc, char **argv)
{
	pthread_t threads[MOST_CONNECTIONS];
	int connections = argc == 4 ? atoi(argv[2]) : 0;
	double begin;

	if (connections < 1 || connections > MOST_CONNECTIONS || load(argv[3]) < 1) {
		fprintf(stderr, "usage: fire PORT CONNECTIONS FILE\n");
		return 2;
	}
	address = (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1])),
					.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	begin = now();
	for (int i = 0; i < connections; i++)
		if (pthread_create(&threads[i], NULL, connection, NULL) != 0)
			return 3;
	for (int i = 0; i < connections; i++)
		pthread_join(threads[i], NULL);
	printf("%d %d %.3f\n", (int)answered, (int)accepted, now() - begin);
	return 0;
}
