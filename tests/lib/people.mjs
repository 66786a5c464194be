// New accounts, made as an office makes them: two administrators where it takes two.
const desks = new WeakMap();

// The nth administrator, logged in; anew when the session of before has ended.
export async function administrator(h, nth = 0) {
	const mine = desks.get(h) ?? desks.set(h, []).get(h);

	if (!mine[nth] || (await mine[nth].get('/nl/users')).root.querySelector('form#login'))
		mine[nth] = await h.login('administrator', nth);
	return mine[nth];
}

export const shownCode = (page) => page.root.querySelector('.kp-big .kp-code')?.text;
export const token = async (v) => (await v.get('/nl/account')).root.querySelector('[name=csrf]').getAttribute('value');
export const changes = (h, name) => h.sql('root', `SELECT LOWER(HEX(c.id)) FROM account_change c
	JOIN account a ON a.id = c.account WHERE a.name = '${name}' AND c.state = 'proposed'`).flat();

// The one-time code of a new account, from whoever was shown it.
export async function codeFor(h, name, role) {
	const first = await administrator(h, 0);
	const page = await (await first.get('/nl/users')).submit({ name, display: 'Nieuwe Collega', role, tongue: 'nl' });

	if (shownCode(page))
		return shownCode(page);
	const second = await administrator(h, 1);
	const [change] = changes(h, name);
	return shownCode(await second.post('/nl/changes', `do=approve&change=${change}&csrf=${await token(second)}`));
}
