#include "touch.h"

const struct model_listener *model_listener;

struct model_freed model_freed = {.low = 1};

static inline void look_for_freed(const void *memory, const char *how)
{
    ULONG_PTR address = (ULONG_PTR)memory;

    if (__builtin_expect(address >= model_freed.low && address < model_freed.high, 0))
        model_freed.used(address, how);
}

static void touch_all(const void *memory, size_t size, int write)
{
    if (!model_listener)
        return;
    for (size_t i = 0; i < size; i += 8)
        model_listener->touch((const char *)memory + i, write);
    if (size)
        model_listener->touch((const char *)memory + size - 1, write);
}

void model_touch_memory(const void *memory, size_t size, int write)
{
    look_for_freed(memory, "an operation has outlived its memory, which is freed");
    touch_all(memory, size, write);
}

/* What the program does itself; the first byte says enough of where. */
static void access_memory(const void *memory, size_t size, int write)
{
    look_for_freed(memory, write ? "freed memory is written to" : "freed memory is read");
    if (size > 8 || (ULONG_PTR)memory % 8 + size > 8)
        touch_all(memory, size, write);
    else
        model_touch(memory, write);
}

/* ---- what the compiler calls with -fsanitize=thread; the names are its own ---- */

void __tsan_init(void);
void __tsan_init(void)
{
}

#define ACCESS(name_, write_)                                                                                \
    void __tsan_##name_(void *memory);                                                                       \
    void __tsan_##name_(void *memory)                                                                        \
    {                                                                                                        \
        access_memory(memory, 1, write_);                                                                    \
    }
#define ODD(name_, size_, write_)                                                                            \
    void __tsan_unaligned_##name_(void *memory);                                                             \
    void __tsan_unaligned_##name_(void *memory)                                                              \
    {                                                                                                        \
        access_memory(memory, size_, write_);                                                                \
    }
#define RANGE(name_, write_)                                                                                 \
    void __tsan_##name_(void *memory, size_t size);                                                          \
    void __tsan_##name_(void *memory, size_t size)                                                           \
    {                                                                                                        \
        access_memory(memory, size, write_);                                                                 \
    }

ACCESS(read1, 0)
ACCESS(read2, 0)
ACCESS(read4, 0)
ACCESS(read8, 0)
ACCESS(write1, 1)
ACCESS(write2, 1)
ACCESS(write4, 1)
ACCESS(write8, 1)
ODD(read2, 2, 0)
ODD(read4, 4, 0)
ODD(read8, 8, 0)
ODD(read16, 16, 0)
ODD(write2, 2, 1)
ODD(write4, 4, 1)
ODD(write8, 8, 1)
ODD(write16, 16, 1)
RANGE(read_range, 0)
RANGE(write_range, 1)

void __tsan_read16(void *memory);
void __tsan_read16(void *memory)
{
    access_memory(memory, 16, 0);
}

void __tsan_write16(void *memory);
void __tsan_write16(void *memory)
{
    access_memory(memory, 16, 1);
}

/* Atomic operations are calls too, and have to be done. */
#define FETCH(bits_, type_, operation_)                                                                      \
    type_ __tsan_atomic##bits_##_##operation_(volatile type_ *memory, type_ value, int order);               \
    type_ __tsan_atomic##bits_##_##operation_(volatile type_ *memory, type_ value, int order)                \
    {                                                                                                        \
        (void)order;                                                                                         \
        access_memory((const void *)memory, 1, 1);                                                           \
        return __atomic_##operation_(memory, value, __ATOMIC_SEQ_CST);                                       \
    }
#define ATOMIC(bits_, type_)                                                                                 \
    FETCH(bits_, type_, fetch_add)                                                                           \
    FETCH(bits_, type_, fetch_sub)                                                                           \
    FETCH(bits_, type_, fetch_and)                                                                           \
    FETCH(bits_, type_, fetch_or)                                                                            \
    FETCH(bits_, type_, fetch_xor)                                                                           \
    type_ __tsan_atomic##bits_##_exchange(volatile type_ *memory, type_ value, int order);                   \
    type_ __tsan_atomic##bits_##_exchange(volatile type_ *memory, type_ value, int order)                    \
    {                                                                                                        \
        (void)order;                                                                                         \
        access_memory((const void *)memory, 1, 1);                                                           \
        return __atomic_exchange_n(memory, value, __ATOMIC_SEQ_CST);                                         \
    }                                                                                                        \
    type_ __tsan_atomic##bits_##_load(const volatile type_ *memory, int order);                              \
    type_ __tsan_atomic##bits_##_load(const volatile type_ *memory, int order)                               \
    {                                                                                                        \
        (void)order;                                                                                         \
        access_memory((const void *)memory, 1, 0);                                                           \
        return __atomic_load_n(memory, __ATOMIC_SEQ_CST);                                                    \
    }                                                                                                        \
    void __tsan_atomic##bits_##_store(volatile type_ *memory, type_ value, int order);                       \
    void __tsan_atomic##bits_##_store(volatile type_ *memory, type_ value, int order)                        \
    {                                                                                                        \
        (void)order;                                                                                         \
        access_memory((const void *)memory, 1, 1);                                                           \
        __atomic_store_n(memory, value, __ATOMIC_SEQ_CST);                                                   \
    }                                                                                                        \
    int __tsan_atomic##bits_##_compare_exchange_strong(volatile type_ *memory, type_ *expected, type_ value, \
                                                       int order, int failure);                              \
    int __tsan_atomic##bits_##_compare_exchange_strong(volatile type_ *memory, type_ *expected, type_ value, \
                                                       int order, int failure)                               \
    {                                                                                                        \
        (void)order;                                                                                         \
        (void)failure;                                                                                       \
        access_memory((const void *)memory, 1, 1);                                                           \
        return __atomic_compare_exchange_n(memory, expected, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);  \
    }                                                                                                        \
    type_ __tsan_atomic##bits_##_compare_exchange_val(volatile type_ *memory, type_ expected, type_ value,   \
                                                      int order, int failure);                               \
    type_ __tsan_atomic##bits_##_compare_exchange_val(volatile type_ *memory, type_ expected, type_ value,   \
                                                      int order, int failure)                                \
    {                                                                                                        \
        __tsan_atomic##bits_##_compare_exchange_strong(memory, &expected, value, order, failure);            \
        return expected;                                                                                     \
    }

ATOMIC(8, unsigned char)
ATOMIC(16, unsigned short)
ATOMIC(32, unsigned int)
ATOMIC(64, unsigned long long)

void __tsan_atomic_thread_fence(int order);
void __tsan_atomic_thread_fence(int order)
{
    (void)order;
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
