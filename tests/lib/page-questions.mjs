// Questions about the open page, asked inside the browser. One function, because it travels there
// as text; look(page, 'reflow') calls the question of that name.
export const look = (page, question) => page.evaluate(inside, question);

function inside(question) {
	const all = (s, root = document) => [...root.querySelectorAll(s)];
	const isSeen = (e) => {
		const r = e.getBoundingClientRect();
		return r.width > 1 && r.height > 1 && getComputedStyle(e).visibility === 'visible' && !e.closest('.kp-hidden, [hidden]');
	};
	const name = (e) => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''} "${(e.textContent || e.name || '').trim().slice(0, 30)}"`;
	const stopSelector = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';

	// Overflow of the whole page; what scrolls in a region of its own is allowed.
	function reflow() {
		const root = document.documentElement;
		const over = root.scrollWidth - root.clientWidth;

		if (over <= 1)
			return [];
		const wide = all('body *').filter((e) => isSeen(e) && !e.closest('.kp-table, .kp-menu, .kp-tabs') &&
			(e.getBoundingClientRect().right > root.clientWidth + 1 || e.getBoundingClientRect().left < -1));
		return [`${over} px wider than the window: ${wide.slice(-3).map(name).join(', ')}`];
	}
	function clipped() {
		return all('main *, header *, footer *').filter((e) => isSeen(e) && !['TEXTAREA', 'SELECT', 'INPUT'].includes(e.tagName) &&
			['hidden', 'clip'].includes(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 2)
			.map((e) => `text is cut off in ${name(e)}`);
	}
	function styled(css) {
		const sheet = new CSSStyleSheet();

		sheet.replaceSync(css);
		document.adoptedStyleSheets = [sheet];
		const wrong = [...reflow(), ...clipped()];
		document.adoptedStyleSheets = [];
		return wrong;
	}
	// 2.4.7 and 2.4.11: the focus shows, and nothing lies over it.
	function focused() {
		const e = document.activeElement;

		if (!e || e === document.body || e === document.documentElement)
			return null;
		const style = getComputedStyle(e);
		const r = e.getBoundingClientRect();
		const wrong = [];
		const x = Math.min(Math.max(r.left + Math.min(r.width, 40) / 2, 0), innerWidth - 1);
		const y = Math.min(Math.max(r.top + Math.min(r.height, 40) / 2, 0), innerHeight - 1);
		const over = document.elementFromPoint(x, y);

		if (style.outlineStyle === 'none' && style.boxShadow === 'none')
			wrong.push('focus does not show');
		if (r.bottom < 0 || r.top > innerHeight || r.right < 0 || r.left > innerWidth)
			wrong.push('focus is outside the window');
		else if (over && !e.contains(over) && !over.contains(e))
			wrong.push(`covered by ${name(over)}`);
		return { id: stopIndex(e), name: name(e), wrong };
	}
	const stopIndex = (e) => all('*').indexOf(e);
	// One stop for a group of radio buttons; hidden controls are none.
	function stops() {
		const groups = new Map();
		const list = [];

		for (const e of all(stopSelector)) {
			if (e.disabled || e.tabIndex < 0 || !isSeen(e) || e.closest('details:not([open]) > :not(summary)'))
				continue;
			if (e.type === 'radio') {
				const key = `${e.form ? stopIndex(e.form) : 0} ${e.name}`;
				if (groups.has(key) && !e.checked)
					continue;
				if (groups.has(key))
					list.splice(list.indexOf(groups.get(key)), 1);
				groups.set(key, e);
			}
			list.push(e);
		}
		return list.map((e) => ({ id: stopIndex(e), name: name(e) }));
	}
	// 2.5.8; links within a sentence are excepted by the criterion itself.
	function targets() {
		return all(stopSelector).filter((e) => {
			const r = e.getBoundingClientRect();
			const text = e.parentElement?.textContent.trim().length ?? 0;

			if (!isSeen(e) || e.matches('[tabindex="0"]') || (r.width >= 23.5 && r.height >= 23.5))
				return false;
			return !(e.tagName === 'A' && getComputedStyle(e).display.startsWith('inline') && text > e.textContent.trim().length);
		}).map((e) => `target under 24 px: ${name(e)}`);
	}
	// 3.3.1: each line of the summary leads to a control that says the same.
	function summary() {
		const wrong = [];
		const box = document.getElementById('fouten');

		for (const e of all('[aria-describedby], [aria-labelledby]'))
			for (const id of `${e.getAttribute('aria-describedby') ?? ''} ${e.getAttribute('aria-labelledby') ?? ''}`.split(' ').filter(Boolean))
				if (!document.getElementById(id))
					wrong.push(`${name(e)} is described by ${id}, which does not exist`);
		if (!box)
			return /^(Fout|Error): /.test(document.title) ? [...wrong, 'the title says error, the page does not'] : wrong;
		if (!/^(Fout|Error): /.test(document.title))
			wrong.push('the title does not begin with the error');
		if (document.querySelector('main').firstElementChild !== box)
			wrong.push('the summary of errors is not first');
		for (const a of all('a', box)) {
			const e = document.getElementById(decodeURIComponent(a.hash.slice(1)));
			if (!e || !e.matches('input, select, textarea, button'))
				wrong.push(`summary: "${a.textContent}" leads to no control`);
			else if (![e, e.closest('fieldset')].some((x) => (x?.getAttribute('aria-describedby') ?? '').split(' ')
				.some((id) => id && document.getElementById(id)?.textContent.includes(a.textContent.trim()))))
				wrong.push(`summary: "${a.textContent}" is not said at the field`);
		}
		return wrong;
	}
	function frame() {
		const wrong = [];

		if (all('h1').length !== 1) wrong.push(`${all('h1').length} headings of level 1`);
		if (!document.documentElement.lang) wrong.push('no language');
		if (!document.title.trim() || /^\W/.test(document.title)) wrong.push(`no title: "${document.title}"`);
		if (!document.querySelector('.kp-skip, main')) wrong.push('no main part');
		for (const e of all('main *'))
			if (/(^|\s)(W|Titles|error|hint|field|page|word)\.[a-z_]+/.test([...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(' ')))
				wrong.push(`a word without text: ${name(e)}`);
		return wrong;
	}
	// Nothing a browser in its safest setting would drop, and nothing that runs.
	function plain() {
		const wrong = modest();

		for (const e of all('script, svg, iframe, object, embed, video, audio, canvas, style'))
			wrong.push(`<${e.tagName.toLowerCase()}> on a public page`);
		for (const e of all('img'))
			if (!/\.png$/.test(e.getAttribute('src'))) wrong.push(`image that is no PNG: ${e.src}`);
		return wrong;
	}
	function modest() {
		const wrong = [];

		for (const e of all('*'))
			for (const a of e.attributes)
				if (/^on/.test(a.name) || a.name === 'style' || /^\s*javascript:/i.test(a.value))
					wrong.push(`${name(e)} has ${a.name}="${a.value}"`);
		return wrong;
	}
	function mirrored() {
		document.documentElement.dir = 'rtl';
		const h = document.querySelector('h1').getBoundingClientRect();
		const wrong = reflow();

		if (innerWidth - h.right > 60)
			wrong.push('the heading does not stand at the right');
		document.documentElement.dir = 'ltr';
		return wrong;
	}
	// Buttons and fields keep an edge when the system takes the colours away.
	function bordered() {
		return all('main button:not(.kp-quiet), main input:not([type=hidden]), main textarea, main select')
			.filter((e) => isSeen(e) && !['radio', 'checkbox'].includes(e.type) && getComputedStyle(e).borderTopWidth === '0px')
			.map((e) => `no edge around ${name(e)}`);
	}
	function printed() {
		const wrong = reflow();

		for (const e of all('.kp-exit, .kp-skip, nav'))
			if (isSeen(e)) wrong.push(`prints ${name(e)}`);
		return wrong;
	}
	// Tab goes on from here: the top of the document.
	function begin() {
		scrollTo(0, 0);
		document.body.tabIndex = -1;
		document.body.focus({ preventScroll: true });
		document.body.removeAttribute('tabindex');
	}

	const questions = {
		reflow, targets, summary, frame, plain, modest, mirrored, bordered, printed, stops, focused, begin,
		spacing: () => styled('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'),
		doubled: () => styled('html { font-size: 200% !important }'),
	};
	return questions[question]();
}
