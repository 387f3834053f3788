/*
 * Preloaded into a store, it makes its disk slow: while the file that SLOW_DISK names is there, a flush
 * does not return, and meanwhile neither does a write to the same file. That a flush waits shows by a
 * file of that name with ".flushing" after it.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static volatile int flushing = -1;

static int is_slow(void) {
  const char *file = getenv("SLOW_DISK");
  return file != NULL && access(file, F_OK) == 0;
}

static void wait_while_slow(void) {
  while (is_slow()) {
    usleep(1000);
  }
}

int fdatasync(int file) {
  if (is_slow()) {
    char mark[4096];
    flushing = file;
    snprintf(mark, sizeof mark, "%s.flushing", getenv("SLOW_DISK"));
    close(open(mark, O_CREAT | O_WRONLY, 0600));
    wait_while_slow();
    flushing = -1;
  }
  return syscall(SYS_fdatasync, file);
}

ssize_t write(int file, const void *bytes, size_t count) {
  if (file == flushing) {
    wait_while_slow();
  }
  return syscall(SYS_write, file, bytes, count);
}
