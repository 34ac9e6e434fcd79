/* Found through the assembler's include path (-Wa,-I); the makefile names the files as prerequisites. */
    .section .rodata

    .macro race name, file
    .globl race_\name
race_\name:
    .incbin "\file"
    .byte 0
    .endm

    race late_callback, "late_callback.c"
    race replaced_wait, "replaced_wait.c"
    race cancel_not_final, "cancel_not_final.c"
    race pool_closed, "pool_closed.c"
    race port_closed, "port_closed.c"
    race lost_signal, "lost_signal.c"

    .section .note.GNU-stack, "", @progbits
