/*
 * empty.c: a FastCGI worker whose pages cost nothing: what libfcgi, nginx and the load cost by themselves.
 *
 *     bench_empty SOCKET   opens the socket and runs four of itself under multiwatch, as chosho's pool does
 *
 * The address says how many bytes the answer has: /anything?bytes=30000. None: a redirect, as forms answer.
 */
#include <fcgiapp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BODY_MAX 1000000

static void answer(FCGX_Request *request, const char *body)
{
	const char *uri = FCGX_GetParam("REQUEST_URI", request->envp);
	const char *bytes = uri ? strstr(uri, "bytes=") : NULL;
	long length = bytes ? strtol(bytes + 6, NULL, 10) : 0;
	char scrap[8192];

	while (FCGX_GetStr(scrap, sizeof scrap, request->in) > 0)
		;
	if (length <= 0 || length > BODY_MAX) {
		FCGX_FPrintF(request->out, "Status: 303 See Other\r\nLocation: /\r\n\r\n");
		return;
	}
	FCGX_FPrintF(request->out, "Content-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n", (int)length);
	FCGX_PutStr(body, (int)length, request->out);
}

static int work(void)
{
	static char body[BODY_MAX];
	FCGX_Request request;

	memset(body, 'x', sizeof body);
	setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "0", 1);
	if (FCGX_Init() != 0 || FCGX_InitRequest(&request, STDIN_FILENO, 0) != 0)
		return 1;
	while (FCGX_Accept_r(&request) == 0) {
		answer(&request, body);
		FCGX_Finish_r(&request);
	}
	return 0;
}

int main(int argc, char **argv)
{
	int fd;

	if (argc == 1)
		return work();
	umask(0117);
	fd = FCGX_OpenSocket(argv[1], 4096);
	if (fd < 0 || dup2(fd, STDIN_FILENO) < 0)
		return 1;
	if (fd != STDIN_FILENO)
		close(fd);
	execlp("multiwatch", "multiwatch", "-f", "4", "--", argv[0], (char *)NULL);
	perror("multiwatch");
	return 1;
}
