// Loaded before the program (LD_PRELOAD), a disk without any room while the file that the variable
// GPS_TEST_FULL_DISK names is there: what is written to the database is refused with ENOSPC.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

typedef ssize_t (*Write)(int file, const void* bytes, size_t size, off64_t at);

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    const char* sign = getenv("GPS_TEST_FULL_DISK");
    if (sign != NULL && access(sign, F_OK) == 0) {
        errno = ENOSPC;
        return -1;
    }
    return ((Write)dlsym(RTLD_NEXT, "pwrite64"))(file, bytes, size, at);
}
