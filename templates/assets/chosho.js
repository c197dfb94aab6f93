/*
 * chosho.js: comfort, nothing that a page needs: counts characters beside fields with data-max as the server counts
 * them (code points, a line break as one), and asks before a page with unsaved text (form data-keep) is left.
 */
"use strict";

(() => {
	const japanese = document.documentElement.lang !== "en";

	/* ---- counting ---- */

	const count = (text) => Array.from(text.replace(/\r\n?/g, "\n")).length;

	const sentence = (length, max) => {
		const figure = (number) => number.toLocaleString(document.documentElement.lang);
		if (length > max) {
			return japanese
				? `${figure(length)}字／${figure(max)}字（${figure(length - max)}字多くなっています）`
				: `${figure(length)} of ${figure(max)} characters (${figure(length - max)} too many)`;
		}
		return japanese ? `${figure(length)}字／${figure(max)}字` : `${figure(length)} of ${figure(max)} characters`;
	};

	const watch = (field, index) => {
		const max = Number(field.dataset.max);
		const shown = document.createElement("p");
		const spoken = document.createElement("p");
		let later = 0;

		if (!(max > 0)) {
			return;
		}
		shown.className = "count";
		shown.id = `count-${index}`;
		spoken.className = "visually-hidden";
		spoken.setAttribute("role", "status");
		field.after(shown, spoken);
		field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim());
		const show = () => {
			const length = count(field.value);
			shown.textContent = sentence(length, max);
			shown.classList.toggle("over", length > max);
			/* Spoken after a pause, and only near the end: nobody wants to hear a number at every letter. */
			clearTimeout(later);
			later = setTimeout(() => {
				spoken.textContent = length > max * 0.9 ? sentence(length, max) : "";
			}, 1500);
		};
		field.addEventListener("input", (event) => {
			if (!event.isComposing) {
				show();
			}
		});
		field.addEventListener("compositionend", show);
		show();
	};

	document.querySelectorAll("textarea[data-max], input[data-max]").forEach(watch);

	/* ---- leaving ---- */

	const state = (form) => JSON.stringify(Array.from(new FormData(form), ([name, value]) => [name, value.name ?? value]));

	document.querySelectorAll("form[data-keep]").forEach((form) => {
		/* A page drawn again because of mistakes holds unsaved text from the beginning. */
		let saved = document.querySelector(".error-summary") ? "" : state(form);

		form.addEventListener("submit", () => {
			saved = null;
		});
		window.addEventListener("pageshow", (event) => {
			if (event.persisted && saved === null) {
				saved = state(form);
			}
		});
		window.addEventListener("beforeunload", (event) => {
			if (saved !== null && saved !== state(form)) {
				event.preventDefault();
			}
		});
	});

	/* ---- the error summary is the first thing to be read ---- */

	const summary = document.querySelector(".error-summary");
	if (summary) {
		summary.tabIndex = -1;
		summary.focus();
	}
})();
