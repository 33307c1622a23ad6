/* The sRGB profile of Debian's icc-profiles-free, carried in the program so that documents never
 * depend on the machine that makes them. */
	.section .rodata
	.global tk_srgb_profile
	.global tk_srgb_profile_end
	.balign 8
tk_srgb_profile:
	.incbin "/usr/share/color/icc/sRGB.icc"
tk_srgb_profile_end:
	.byte 0
	.section .note.GNU-stack,"",%progbits
