/* Objects and handles. A value that was closed is not given out again in the same run, so that its use is
 * seen. */
#include "kernel.h"
#include "reset.h"

#define HANDLE_BASE 0x60000000u
#define HANDLES_MOST 65536
#define FOREIGN_MOST 64

struct handle {
    struct model_object *object; /* NULL: closed */
    ACCESS_MASK access;
    DWORD flags;
};

static struct handle handles[HANDLES_MOST];
static unsigned int count, open_count;
static HANDLE foreign[FOREIGN_MOST];
static unsigned int foreign_count;

void model_objects_reset(void)
{
    count = open_count = 0;
    foreign_count = 0;
}

static struct handle *entry_of(HANDLE handle)
{
    ULONG_PTR index = ((ULONG_PTR)handle - HANDLE_BASE) / 4;

    if ((ULONG_PTR)handle < HANDLE_BASE || index >= count)
        return NULL;
    model_touch(&handles[index], FALSE);
    return handles[index].object ? &handles[index] : NULL;
}

HANDLE model_handle_new(struct model_object *object, ACCESS_MASK access, BOOL inherit)
{
    if (count == HANDLES_MOST) {
        model_fail(ERROR_NO_SYSTEM_RESOURCES);
        return NULL;
    }
    handles[count] =
        (struct handle){object, access ? access : ~(ACCESS_MASK)0, inherit ? HANDLE_FLAG_INHERIT : 0};
    model_touch(&object->handles, TRUE);
    object->handles++;
    open_count++;
    return (HANDLE)(ULONG_PTR)(HANDLE_BASE + 4 * count++);
}

struct model_object *model_object_of(HANDLE handle, enum object_type type)
{
    const struct handle *entry = entry_of(handle);
    struct model_object *object = entry                          ? entry->object
                                  : handle == GetCurrentThread() ? &model_current->object
                                                                 : NULL;

    if (object && (!type || object->type == type)) {
        if (object->whole)
            model_touch(object->whole, TRUE);
        return object;
    }
    model_fail(ERROR_INVALID_HANDLE);
    return NULL;
}

ACCESS_MASK model_access_of(HANDLE handle)
{
    const struct handle *entry = entry_of(handle);

    return entry ? entry->access : ~(ACCESS_MASK)0;
}

BOOL model_close(HANDLE handle)
{
    struct handle *entry = entry_of(handle);
    struct model_object *object;

    if (!entry)
        return model_fail(ERROR_INVALID_HANDLE);
    if (entry->flags & HANDLE_FLAG_PROTECT_FROM_CLOSE)
        return model_fail(ERROR_INVALID_HANDLE);
    object = entry->object;
    model_touch(entry, TRUE);
    model_touch(&object->handles, TRUE);
    if (object->whole)
        model_touch(object->whole, TRUE);
    entry->object = NULL;
    open_count--;
    if (!--object->handles && object->last_handle)
        object->last_handle(object);
    return TRUE;
}

unsigned int model_handles_open(void)
{
    return open_count;
}

void model_foreign_add(HANDLE handle)
{
    model_touch(foreign, TRUE);
    if (foreign_count < FOREIGN_MOST)
        foreign[foreign_count++] = handle;
}

BOOL model_is_foreign(HANDLE handle)
{
    for (unsigned int i = 0; i < foreign_count; i++)
        if (foreign[i] == handle) {
            model_touch(foreign, TRUE);
            return TRUE;
        }
    return FALSE;
}

BOOL WINAPI model_CloseHandle(HANDLE handle)
{
    model_point();
    return model_is_foreign(handle) ? CloseHandle(handle) : model_close(handle);
}

BOOL WINAPI model_DuplicateHandle(HANDLE source_process, HANDLE source, HANDLE target_process, HANDLE *target,
                                  DWORD access, BOOL inherit, DWORD options)
{
    struct model_object *object;
    ACCESS_MASK held;

    model_point();
    held = model_access_of(source);
    if (source_process != GetCurrentProcess() || (target && target_process != GetCurrentProcess()))
        model_lacks("DuplicateHandle of another process");
    if (!(object = model_object_of(source, 0)))
        return FALSE;
    if (target)
        *target = model_handle_new(object, options & DUPLICATE_SAME_ACCESS ? held : access, inherit);
    if (options & DUPLICATE_CLOSE_SOURCE)
        model_close(source);
    return TRUE;
}

BOOL WINAPI model_GetHandleInformation(HANDLE handle, DWORD *flags)
{
    const struct handle *entry;

    model_point();
    if (!(entry = entry_of(handle)))
        return model_fail(ERROR_INVALID_HANDLE);
    *flags = entry->flags;
    return TRUE;
}

BOOL WINAPI model_SetHandleInformation(HANDLE handle, DWORD mask, DWORD flags)
{
    struct handle *entry;

    model_point();
    if (!(entry = entry_of(handle)))
        return model_fail(ERROR_INVALID_HANDLE);
    model_touch(entry, TRUE);
    entry->flags = (entry->flags & ~mask) | (flags & mask);
    return TRUE;
}
