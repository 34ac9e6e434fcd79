/* Found through the assembler's include path (-Wa,-I); the makefile names the files as prerequisites. */
    .section .rodata

    .globl report_asset_page
report_asset_page:
    .incbin "report.html"
    .byte 0

    .globl report_asset_style
report_asset_style:
    .incbin "report.css"
    .incbin "print.css"
    .byte 0

    .globl report_asset_script
report_asset_script:
    .incbin "words.js"
    .incbin "changes.js"
    .incbin "summary.js"
    .incbin "matrix.js"
    .incbin "page.js"
    .incbin "report.js"
    .byte 0

    .section .note.GNU-stack, "", %progbits
