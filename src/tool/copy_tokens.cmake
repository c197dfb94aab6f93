# copy_tokens.cmake: puts the design system's tokens among what browsers fetch; an empty sheet where npm did not bring
# them, so that the address is never a 404. Touches the file only when it changes.
if(EXISTS ${FROM})
	file(COPY_FILE ${FROM} ${TO} ONLY_IF_DIFFERENT)
elseif(NOT EXISTS ${TO})
	file(WRITE ${TO} "/* No tokens at build time: chosho.css holds the same values. */\n")
endif()
