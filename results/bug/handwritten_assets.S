/* Found through the assembler's include path (-Wa,-I); the makefile names the files as prerequisites. */
    .section .rodata

    .macro handwritten name, file
    .globl handwritten_\name
handwritten_\name:
    .incbin "\file"
    .byte 0
    .endm

    handwritten late_callback, "late_callback.c"
    handwritten replaced_wait, "replaced_wait.c"
    handwritten cancel_not_final, "cancel_not_final.c"
    handwritten pool_closed, "pool_closed.c"
    handwritten port_closed, "port_closed.c"
    handwritten lost_signal, "lost_signal.c"
    handwritten default_group, "default_group.c"
    handwritten context_closed, "context_closed.c"

    .section .note.GNU-stack, "", @progbits
