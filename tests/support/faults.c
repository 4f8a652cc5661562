/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a program and counts those of its system calls that touch files below a
 * folder, its standard input and output, or that ask for randomness. Writes
 * each to a log, with what is needed to build the disk as it was; or makes the
 * n-th of them fail, do half, or be the last. Linux on x86-64, by ptrace: every
 * call is seen, whoever makes it. Threads that the program starts run free.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    FAILED = 99, /* exit status; else the program's, or 128 and its signal */
    NAME = 4096,
    /* Registers of user_regs_struct, where the kernel looks for them. */
    RESULT = offsetof(struct user_regs_struct, rax),
    NUMBER = offsetof(struct user_regs_struct, orig_rax),
    THIRD = offsetof(struct user_regs_struct, rdx)
};

static const char usage[] =
    "faults FOLDER LOG list -- PROGRAM ...\n"
    "    or fail N ERRNO ONLY: call n, once; or fail-on, and all after it;\n"
    "    or short N: half the bytes; or kill-before N; or kill-after N.\n"
    "ONLY: names of calls with commas between, or all.\n";

/* Where a call says which file it is about. */
typedef enum {
    BY_FD,
    BY_PATH,   /* argument 1 */
    BY_AT,     /* folder and path */
    BY_PATHS,  /* two paths */
    BY_AT_TWO, /* folder, path, folder, path */
    BY_NOTHING
} how;

typedef struct {
    long number;
    const char *name;
    how by;
} known;

static const known calls[] = {
    {SYS_open, "open", BY_PATH},
    {SYS_openat, "open", BY_AT},
    {SYS_read, "read", BY_FD},
    {SYS_pread64, "read", BY_FD},
    {SYS_write, "write", BY_FD},
    {SYS_pwrite64, "pwrite", BY_FD},
    {SYS_writev, "writev", BY_FD},
    {SYS_fsync, "fsync", BY_FD},
    {SYS_fdatasync, "fsync", BY_FD},
    {SYS_close, "close", BY_FD},
    {SYS_ftruncate, "ftruncate", BY_FD},
    {SYS_flock, "flock", BY_FD},
    {SYS_fcntl, "fcntl", BY_FD},
    {SYS_fchmod, "fchmod", BY_FD},
    {SYS_fstat, "stat", BY_FD},
    {SYS_stat, "stat", BY_PATH},
    {SYS_lstat, "stat", BY_PATH},
    {SYS_newfstatat, "stat", BY_AT},
    {SYS_access, "access", BY_PATH},
    {SYS_faccessat, "access", BY_AT},
    {SYS_readlink, "readlink", BY_PATH},
    {SYS_getdents64, "getdents", BY_FD},
    {SYS_mkdir, "mkdir", BY_PATH},
    {SYS_mkdirat, "mkdir", BY_AT},
    {SYS_unlink, "unlink", BY_PATH},
    {SYS_unlinkat, "unlink", BY_AT},
    {SYS_rename, "rename", BY_PATHS},
    {SYS_renameat, "rename", BY_AT_TWO},
    {SYS_renameat2, "rename2", BY_AT_TWO},
    {SYS_link, "link", BY_PATHS},
    {SYS_linkat, "link", BY_AT_TWO},
    {SYS_getrandom, "getrandom", BY_NOTHING},
};

static struct {
    const char *folder;
    FILE *log;
    const char *mode;
    long n;
    long error;
    const char *only;
    pid_t pid;
} job;

/* One system call between its entry and its exit. */
typedef struct {
    const known *what; /* NULL: does not count */
    uint64_t args[6];
    char path[NAME], path2[NAME];
    bool is_failed; /* its result will be replaced */
} call;

static void die(const char *what)
{
    perror(what);
    if (job.pid > 0) {
        kill(job.pid, SIGKILL);
    }
    exit(FAILED);
}

static long trace(long request, void *address, void *data)
{
    long result =
        ptrace((enum __ptrace_request)request, job.pid, address, data);
    if (result < 0) {
        die("ptrace");
    }
    return result;
}

static void *as_pointer(uint64_t value)
{
    return (void *)(uintptr_t)value; /* what ptrace calls an address */
}

static void set_register(int which, uint64_t value)
{
    trace(PTRACE_POKEUSER, as_pointer((uint64_t)which), as_pointer(value));
}

/* ---- what a call is about ---- */

static size_t peek(void *out, uint64_t address, size_t len)
{
    struct iovec here = {out, len};
    struct iovec there = {as_pointer(address), len};
    ssize_t n = process_vm_readv(job.pid, &here, 1, &there, 1, 0);
    return n < 0 ? 0 : (size_t)n;
}

static void read_link(char out[NAME], const char *name)
{
    ssize_t n = readlink(name, out, NAME - 1);
    out[n < 0 ? 0 : n] = '\0';
}

static void path_of_fd(char out[NAME], uint64_t fd)
{
    char name[64];
    snprintf(name, sizeof name, "/proc/%d/fd/%d", (int)job.pid, (int)fd);
    read_link(out, name);
}

/* Text of the program up to its zero, page by page: the next may not be. */
static void read_text(char out[NAME], uint64_t address)
{
    size_t len = 0;
    while (len < NAME - 1 && peek(out + len, address + len, 1) == 1 &&
           out[len] != '\0') {
        len++;
    }
    out[len] = '\0';
}

static void path_at(char out[NAME], uint64_t fd, uint64_t address)
{
    char text[NAME];
    char from[NAME] = "";
    read_text(text, address);
    if (text[0] != '/') {
        if ((int)fd == AT_FDCWD) {
            char name[64];
            snprintf(name, sizeof name, "/proc/%d/cwd", (int)job.pid);
            read_link(from, name);
        } else {
            path_of_fd(from, fd);
        }
    }
    int len = snprintf(out, NAME, "%s%s%s", from,
                       text[0] == '/' || text[0] == '\0' ? "" : "/", text);
    if (len < 0 || len >= NAME) {
        die("a path");
    }
}

static bool is_below(const char *path)
{
    size_t len = strlen(job.folder);
    return strncmp(path, job.folder, len) == 0 &&
           (path[len] == '/' || path[len] == '\0');
}

static const known *find(uint64_t number)
{
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        if ((uint64_t)calls[i].number == number) {
            return &calls[i];
        }
    }
    return NULL;
}

static void read_paths(call *c)
{
    const uint64_t here = (uint64_t)AT_FDCWD;
    const uint64_t *a = c->args;
    c->path[0] = c->path2[0] = '\0';
    switch (c->what->by) {
    case BY_FD:
        path_of_fd(c->path, a[0]);
        break;
    case BY_PATH:
        path_at(c->path, here, a[0]);
        break;
    case BY_AT:
        path_at(c->path, a[0], a[1]);
        break;
    case BY_PATHS:
        path_at(c->path, here, a[0]);
        path_at(c->path2, here, a[1]);
        break;
    case BY_AT_TWO:
        path_at(c->path, a[0], a[1]);
        path_at(c->path2, a[2], a[3]);
        break;
    case BY_NOTHING:
        break;
    }
}

/* Standard error is left alone: a message that can't be told is told nobody. */
static bool counts(const call *c)
{
    const char *name = c->what->name;
    if (strcmp(name, "getrandom") == 0) {
        return c->args[2] == 0; /* the C library's own has flags */
    }
    if (strcmp(name, "fcntl") == 0 &&
        (c->args[1] < F_GETLK || c->args[1] > F_SETLKW)) {
        return false;
    }
    bool stream = c->what->by == BY_FD && c->args[0] <= 1 &&
                  (strcmp(name, "read") == 0 || strcmp(name, "write") == 0);
    return stream || is_below(c->path);
}

/* ---- the log ---- */

static unsigned long long inode_of(uint64_t fd)
{
    char name[64];
    struct stat st;
    snprintf(name, sizeof name, "/proc/%d/fd/%d", (int)job.pid, (int)fd);
    return stat(name, &st) == 0 ? (unsigned long long)st.st_ino : 0;
}

/* Where a file stands after a call. */
static long long position_of(uint64_t fd)
{
    char name[64];
    long long at = 0;
    snprintf(name, sizeof name, "/proc/%d/fdinfo/%d", (int)job.pid, (int)fd);
    FILE *f = fopen(name, "re");
    if (f == NULL || fscanf(f, "pos: %lld", &at) != 1) {
        at = 0;
    }
    if (f != NULL) {
        fclose(f);
    }
    return at;
}

static void log_bytes(uint64_t address, size_t len)
{
    uint8_t *bytes = calloc(1, len + 1);
    if (bytes == NULL || peek(bytes, address, len) != len) {
        die("the bytes of a write");
    }
    for (size_t i = 0; i < len; i++) {
        fprintf(job.log, "%02x", bytes[i]);
    }
    free(bytes);
}

/* n, name, result, path, second path, inode, offset, bytes: tabs between. */
static void log_call(long n, const call *c, long long result)
{
    const char *name = c->what->name;
    bool opens = strcmp(name, "open") == 0;
    bool writes = strcmp(name, "write") == 0 || strcmp(name, "pwrite") == 0;
    unsigned long long inode = 0;
    if (result >= 0 && (opens || c->what->by == BY_FD)) {
        inode = inode_of(opens ? (uint64_t)result : c->args[0]);
    }
    long long offset = (long long)c->args[3];
    if (strcmp(name, "write") == 0 && result >= 0) {
        offset = position_of(c->args[0]) - result;
    } else if (strcmp(name, "ftruncate") == 0) {
        offset = (long long)c->args[1];
    }
    fprintf(job.log, "%ld\t%s\t%lld\t%s\t%s\t%llu\t%lld\t", n, name, result,
            c->path, c->path2, inode, offset);
    if (writes && result > 0 && c->args[0] > 2) {
        log_bytes(c->args[1], (size_t)result);
    }
    fputs("\n", job.log);
}

/* ---- what is done to a call ---- */

static bool is_mode(const char *mode)
{
    return strcmp(job.mode, mode) == 0;
}

static bool is_named(const char *name)
{
    const char *at = job.only;
    size_t len = strlen(name);
    while (at != NULL && *at != '\0') {
        size_t word = strcspn(at, ",");
        if ((word == len && strncmp(at, name, len) == 0) ||
            strncmp(at, "all", word) == 0) {
            return true;
        }
        at += word + (at[word] == ',');
    }
    return false;
}

static void end_program(void)
{
    fprintf(job.log, "killed\n");
    kill(job.pid, SIGKILL);
}

/* False: the program is over. */
static bool change_entry(call *c, long n)
{
    bool mine = n == job.n;
    if (mine && is_mode("kill-before")) {
        set_register(NUMBER, UINT64_MAX); /* it is not done either */
        end_program();
        return false;
    }
    if (mine && is_mode("short") && c->args[2] > 1) {
        set_register(THIRD, c->args[2] / 2);
    }
    if (((mine && is_mode("fail")) || (n >= job.n && is_mode("fail-on"))) &&
        is_named(c->what->name)) {
        c->is_failed = true;
        /* A file that could not be closed is closed all the same. */
        if (strcmp(c->what->name, "close") != 0) {
            set_register(NUMBER, UINT64_MAX);
        }
    }
    return true;
}

/* False: the program is over, or runs free from here on. */
static bool change_exit(const call *c, long n)
{
    if (c->is_failed) {
        set_register(RESULT, (uint64_t)-job.error);
    }
    if (n == job.n && is_mode("kill-after")) {
        end_program();
        return false;
    }
    if (n == job.n && (is_mode("fail") || is_mode("short"))) {
        fprintf(job.log, "done\n");
        trace(PTRACE_DETACH, NULL, NULL);
        return false;
    }
    return true;
}

/* ---- the program ---- */

static void start(char **argv)
{
    job.pid = fork();
    if (job.pid == 0) {
        ptrace(PTRACE_TRACEME, 0, NULL, NULL);
        raise(SIGSTOP);
        execv(argv[0], argv);
        perror(argv[0]);
        _exit(FAILED);
    }
    int status = 0;
    if (job.pid < 0 || waitpid(job.pid, &status, 0) < 0) {
        die("fork");
    }
    trace(PTRACE_SETOPTIONS, NULL,
          as_pointer(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL |
                     PTRACE_O_TRACEEXEC));
}

static void begin_call(call *c, const struct __ptrace_syscall_info *info)
{
    c->what = find(info->entry.nr);
    c->is_failed = false;
    if (c->what != NULL) {
        memcpy(c->args, info->entry.args, sizeof c->args);
        read_paths(c);
        c->what = counts(c) ? c->what : NULL;
    }
}

/* One stop at a call. False: no more of them are looked at. */
static bool look(call *c, long *n)
{
    struct __ptrace_syscall_info info;
    trace(PTRACE_GET_SYSCALL_INFO, as_pointer(sizeof info), &info);
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY) {
        begin_call(c, &info);
        return c->what == NULL || change_entry(c, ++*n);
    }
    if (info.op != PTRACE_SYSCALL_INFO_EXIT || c->what == NULL) {
        return true;
    }
    log_call(*n, c, c->is_failed ? -job.error : (long long)info.exit.rval);
    return change_exit(c, *n);
}

/* Until it has ended; its status as wait gives it. */
static int follow(void)
{
    static call c; /* paths of 8 KiB */
    long n = 0;
    int status = 0;
    long deliver = 0;
    bool looks = true;
    while (looks) {
        trace(PTRACE_SYSCALL, NULL, as_pointer((uint64_t)deliver));
        if (waitpid(job.pid, &status, 0) < 0) {
            die("wait");
        }
        if (!WIFSTOPPED(status)) {
            return status;
        }
        int why = WSTOPSIG(status);
        deliver = why == (SIGTRAP | 0x80) || why == SIGTRAP ? 0 : why;
        looks = why != (SIGTRAP | 0x80) || look(&c, &n);
    }
    do {
        if (waitpid(job.pid, &status, 0) < 0) {
            die("wait");
        }
    } while (WIFSTOPPED(status));
    return status;
}

int main(int argc, char **argv)
{
    int at = 4;
    while (at < argc && strcmp(argv[at], "--") != 0) {
        at++;
    }
    if (argc < 6 || at + 1 >= argc) {
        fputs(usage, stderr);
        return FAILED;
    }
    job.folder = argv[1];
    job.mode = argv[3];
    job.n = at > 4 ? strtol(argv[4], NULL, 10) : 0;
    job.error = at > 5 ? strtol(argv[5], NULL, 10) : 0;
    job.only = at > 6 ? argv[6] : "all";
    job.log = fopen(argv[2], "we");
    if (job.log == NULL) {
        die(argv[2]);
    }
    start(argv + at + 1);
    int status = follow();
    fclose(job.log);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
