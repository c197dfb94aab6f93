// page_rules.mjs: the own rules of every page, judged inside the browser. Each rule is a function of (tools, config) that
// returns what is wrong, as texts; it is sent to the browser as its source, so it may use nothing else of this file.

export const tools = {
	// How an element is named in a finding.
	name: (element) => {
		const id = element.id ? `#${element.id}` : '';
		const by = element.getAttribute('name') ? `[name=${element.getAttribute('name')}]` : '';
		const text = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 30);
		return `<${element.localName}${id}${by}>${text ? ` ${text}` : ''}`;
	},
	all: (selector) => [...document.querySelectorAll(selector)],
	shown: (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0,
	// What people fill in.
	controls: (within = document) => [...within.querySelectorAll('input:not([type=hidden]):not([type=submit]):not([type=button]), ' +
		'select, textarea')],
	labels_of: (control) => [...(control.labels ?? [])],
	is_before: (a, b) => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING),
	submits: (form) => [...form.elements].filter((it) => it.type === 'submit' || it.type === 'image'),
	focusable: () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, ' +
		'[tabindex="0"]')].filter((it) => !it.disabled && it.checkVisibility({ visibilityProperty: true })),
};

const title = (tools, config) => {
	const parts = document.title.split(' - ');
	const findings = [];
	if (parts.length < 3) findings.push(`'${document.title}' is not 'page - year - system'`);
	else if (!/^(令和(元|\d+)年度（\d{4}年度）|FY\d{4} \(Reiwa \d+\))$/.test(parts.at(-2)))
		findings.push(`'${parts.at(-2)}' is no fiscal year in words`);
	if (parts.some((part) => part.trim() === '')) findings.push(`'${document.title}' has an empty part`);
	const mistaken = /^(エラー：|Error: )/.test(document.title);
	const summary = document.querySelector('.error-summary');
	if (mistaken && !summary) findings.push('the title says error, but there is no summary of mistakes');
	if (summary && !mistaken) findings.push('there are mistakes, but the title does not begin with エラー：');
	return findings;
};

const heading = (tools) => {
	const h1 = tools.all('h1');
	if (h1.length !== 1) return [`${h1.length} h1`];
	return h1[0].textContent.trim() ? [] : ['the h1 is empty'];
};

const language = () => (/^(ja|en)$/.test(document.documentElement.lang) ? [] : [`lang is '${document.documentElement.lang}'`]);

const landmarks = (tools) => {
	const findings = [];
	for (const [what, selector] of [['header', 'body > header'], ['main', 'main'], ['footer', 'body > footer']])
		if (tools.all(selector).length !== 1) findings.push(`${tools.all(selector).length} ${what}`);
	const skip = document.querySelector('a[href]');
	const target = skip?.getAttribute('href');
	if (!target?.startsWith('#') || target === '#' || !document.getElementById(target.slice(1))?.closest('main'))
		findings.push('the first link does not skip to the main part');
	return findings;
};

// Who I am and for which department, language, help, sign-out, and on inner pages the breadcrumb.
const frame = (tools, config) => {
	const findings = [];
	const need = (selector, what) => document.querySelector(selector) || findings.push(`no ${what}`);
	need('a[href="/help"], a[href^="/help?"]', 'link to the help');
	need('a[href^="/language/"], form[action^="/language/"]', 'switch of language');
	const sign_out = document.querySelector('form[action="/sign-out"]');
	if (sign_out && !document.querySelector('.site-viewer')?.textContent.trim()) findings.push('it is not said who is signed in');
	if (!sign_out && !config.public_paths.includes(location.pathname) && config.status === 200) findings.push('no way to sign out');
	if (config.status === 200 && !config.flat_paths.includes(location.pathname)) need('nav.breadcrumb', 'breadcrumb');
	return findings;
};

const tables = (tools) => {
	const findings = [];
	for (const table of tools.all('table')) {
		if (!table.caption?.textContent.trim()) findings.push(`a table without caption: ${tools.name(table)}`);
		for (const th of table.querySelectorAll('th'))
			if (!/^(col|row|colgroup|rowgroup)$/.test(th.getAttribute('scope') ?? '')) findings.push(`without scope: ${tools.name(th)}`);
		if (table.querySelectorAll('th').length === 0) findings.push(`a table without th: ${tools.name(table)}`);
		if ((table.tHead?.rows.length ?? 0) > 1) findings.push(`two levels of headers: ${tools.name(table)}`);
	}
	return findings;
};

const labels = (tools) => {
	const findings = [];
	const named = (it) => it.getAttribute('aria-label')?.trim() ||
		it.getAttribute('aria-labelledby')?.split(/\s+/).every((id) => document.getElementById(id)?.textContent.trim());
	for (const control of tools.controls()) {
		const own = tools.labels_of(control).filter((label) => label.textContent.trim());
		if (own.length === 0 && !named(control)) findings.push(`no label: ${tools.name(control)}`);
		const turned = control.type === 'radio' || control.type === 'checkbox';
		for (const label of own)
			if (!turned && !tools.is_before(label, control)) findings.push(`the label comes after: ${tools.name(control)}`);
		if (turned && control.type === 'radio' && !control.closest('fieldset')?.querySelector('legend')?.textContent.trim())
			findings.push(`a radio button outside of a fieldset with a legend: ${tools.name(control)}`);
	}
	return findings;
};

const required = (tools) => {
	const findings = [];
	for (const control of tools.controls()) {
		if (!control.required && control.getAttribute('aria-required') !== 'true') continue;
		const said = [...tools.labels_of(control), control.closest('fieldset')?.querySelector('legend')]
			.some((it) => it && /※必須|Required/i.test(it.textContent));
		if (!said) findings.push(`the label does not say ※必須: ${tools.name(control)}`);
	}
	for (const mark of tools.all('.required'))
		if (!mark.closest('label, legend')) findings.push(`※必須 outside of a label: ${tools.name(mark)}`);
	return findings;
};

// Label, hint, field, error, in this order.
const order = (tools) => {
	const findings = [];
	for (const field of tools.all('.field')) {
		const head = field.querySelector('label, legend');
		const hint = field.querySelector('.hint');
		const error = field.querySelector(':scope > .error, :scope > * > .error');
		const own = tools.controls(field);
		if (own.length === 0 || !head) continue;
		if (hint && !tools.is_before(head, hint)) findings.push(`the hint comes before the label: ${tools.name(hint)}`);
		if (hint && !tools.is_before(hint, own[0])) findings.push(`the hint comes after the field: ${tools.name(hint)}`);
		if (error && !tools.is_before(own.at(-1), error)) findings.push(`the error comes before the field: ${tools.name(error)}`);
	}
	return findings;
};

const descriptions = (tools) => {
	const findings = [];
	const ids = new Set();
	for (const element of tools.all('[id]')) {
		if (ids.has(element.id)) findings.push(`the id ${element.id} is there twice`);
		ids.add(element.id);
	}
	for (const attribute of ['aria-describedby', 'aria-labelledby', 'aria-controls', 'for', 'headers'])
		for (const element of tools.all(`[${attribute}]`))
			for (const id of element.getAttribute(attribute).split(/\s+/).filter(Boolean))
				if (!ids.has(id)) findings.push(`${attribute} of ${tools.name(element)} points to ${id}, which is not there`);
	for (const control of tools.all('[aria-invalid=true]')) {
		const told = `${control.getAttribute('aria-describedby') ?? ''} ${control.closest('fieldset')?.getAttribute('aria-describedby') ?? ''}`;
		const errors = told.split(/\s+/).filter((id) => document.getElementById(id)?.classList.contains('error'));
		if (errors.length === 0) findings.push(`a mistake without its sentence: ${tools.name(control)}`);
	}
	for (const link of tools.all('.error-summary a')) {
		const id = link.getAttribute('href')?.slice(1);
		if (!id || !document.getElementById(id)) findings.push(`the summary links to ${link.getAttribute('href')}, which is not there`);
	}
	return findings;
};

// One name, one field: only radio buttons, checkboxes and buttons share.
const names = (tools) => tools.all('form').flatMap((form) => {
	const seen = new Set();
	return [...form.elements].filter((it) => it.name && !/^(radio|checkbox|submit|button|fieldset)$/.test(it.type))
		.filter((it) => seen.has(it.name) || !seen.add(it.name)).map((it) => `a second field of this name: ${tools.name(it)}`);
});

// Enter in a field presses the first button of its form: that one must do no harm.
const harmless = (tools, config) => {
	const findings = [];
	for (const form of tools.all('form')) {
		if (!tools.controls(form).some((it) => it.localName === 'input')) continue;
		const first = tools.submits(form)[0];
		if (!first) continue;
		const words = (first.textContent || first.value || '').trim();
		if (!config.harmless.includes(words)) findings.push(`the first button is '${words}'`);
	}
	return findings;
};

const links = (tools) => tools.all('a').flatMap((link) => {
	const href = link.getAttribute('href');
	if (href === null || href === '' || href === '#') return [`a link that leads nowhere: ${tools.name(link)}`];
	if (/^javascript:/i.test(href)) return [`a link that runs a script: ${tools.name(link)}`];
	return link.getAttribute('target') === '_blank' ? [`a link that opens a window: ${tools.name(link)}`] : [];
});

// What a programmer left behind.
const leftovers = () => {
	const found = `${document.title}\n${document.body.innerText}`.match(/\{\{|\}\}|\(null\)|\bundefined\b|\[object |%(?:s|d|lld|zu)\b|\bSAY_\w+/g);
	return [...new Set(found ?? [])].map((text) => `'${text}' is on the page`);
};

const symbols = (tools) => tools.all('td').filter((td) => tools.shown(td) && /^[☆★○◯〇●◎△▲□■×✕✓]$/.test(td.textContent.trim()))
	.map((td) => `a symbol stands alone: ${tools.name(td)}`);

export const once = { title, heading, language, landmarks, frame, tables, labels, required, order, descriptions, names, harmless, links, leftovers,
	symbols };

// ---- rules that depend on the width of the window ----

const scroll = () => {
	const root = document.documentElement;
	if (root.scrollWidth <= root.clientWidth) return [];
	const wide = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > root.clientWidth + 1 &&
		it.getClientRects().length > 0).at(-1);
	return [`${root.scrollWidth} px wide in a window of ${root.clientWidth}${wide ? `: <${wide.localName} class="${wide.className}">` : ''}`];
};

const targets = (tools) => tools.focusable()
	.filter((it) => it.matches('button, input, select, textarea, summary, a.button'))
	.flatMap((it) => {
		const boxes = [it, ...(it.matches('[type=radio], [type=checkbox]') ? tools.labels_of(it) : [])].map((box) => box.getBoundingClientRect());
		const fits = boxes.some((box) => box.width >= 23.5 && box.height >= 23.5);
		const { width, height } = boxes[0];
		return fits || width <= 1 ? [] : [`${Math.round(width)}×${Math.round(height)} px: ${tools.name(it)}`];
	});

export const per_width = { scroll, targets };

// At least 12 rows of a list in sight at 1366×768.
const rows = (tools, config) => {
	if (!config.list_paths.includes(location.pathname)) return [];
	const list = document.querySelector('main table.list');
	if (!list || list.tBodies[0].rows.length < 14) return [];
	scrollTo(0, 0);
	const inside = [...list.tBodies[0].rows].filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length;
	return inside >= 12 ? [] : [`${inside} rows of a list are in sight; 12 are wanted`];
};

export const wide_only = { rows };

// After a key was pressed: each focusable element shows by its outline or its shadow that it has the focus.
const focus = (tools) => {
	const findings = [];
	const kinds = new Set();
	const before = document.activeElement;
	for (const element of tools.focusable()) {
		const kind = `${element.localName} ${element.className} ${element.type ?? ''} ${element.parentElement?.className ?? ''}`;
		if (kinds.has(kind)) continue;
		kinds.add(kind);
		before?.blur?.();
		const look = () => (({ outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor }) =>
			({ outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor }))(getComputedStyle(element));
		const calm = look();
		element.focus({ preventScroll: true });
		if (document.activeElement !== element) continue;
		const now = look();
		const outlined = now.outlineStyle !== 'none' && parseFloat(now.outlineWidth) >= 2;
		if (!outlined && now.boxShadow === calm.boxShadow) findings.push(`the focus cannot be seen: ${tools.name(element)}`);
		element.blur();
	}
	return findings;
};

export const after_key = { focus };

// On paper nothing is cut off at the side, and the head of a table is repeated.
const paper = (tools) => {
	const findings = [];
	const root = document.documentElement;
	if (root.scrollWidth > root.clientWidth + 1) findings.push(`${root.scrollWidth} px wide on paper of ${root.clientWidth}`);
	for (const table of tools.all('main table'))
		if (table.tHead && tools.shown(table) && getComputedStyle(table.tHead).display !== 'table-header-group')
			findings.push(`the head of a table is not repeated: ${tools.name(table)}`);
	for (const element of tools.all('.table-scroll'))
		if (element.scrollWidth > element.clientWidth + 1) findings.push(`cut off at the side: ${tools.name(element)}`);
	if (!tools.shown(document.querySelector('h1') ?? document.body)) findings.push('the heading is not printed');
	for (const element of tools.all('.no-print, .site-menu, .skip'))
		if (tools.shown(element)) findings.push(`printed, but useless on paper: ${tools.name(element)}`);
	return findings;
};

export const on_paper = { paper };

// Runs a set of rules in a page: [{ rule, what }].
export async function judge(page, rules, config = {}) {
	const spell = (set) => `{${Object.entries(set).map(([key, made]) => `${key}: ${made}`).join(',\n')}}`;
	return page.evaluate(`(() => {
		const tools = ${spell(tools)}, rules = ${spell(rules)}, config = ${JSON.stringify(config)};
		return Object.entries(rules).flatMap(([rule, made]) => made(tools, config).map((what) => ({ rule, what })));
	})()`);
}
