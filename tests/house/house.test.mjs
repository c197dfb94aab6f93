// house.test.mjs: holds every rule of the house against the house, and proves that each rule can fail.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import clean from './clean.mjs';
import folders from './folders.mjs';
import { read_house, small_house } from './house.mjs';
import sources from './sources.mjs';
import used from './used.mjs';

const house = read_house();

for (const rule of [...folders, ...sources, ...used, ...clean]) {
	test(rule.name, { skip: rule.skip ?? false }, () => {
		const findings = rule.find(house);
		assert.equal(findings.length, 0, `${findings.length} findings:\n${findings.join('\n')}`);
	});
	test(`can fail: ${rule.name}`, { skip: rule.skip ?? false }, () => {
		assert.ok(rule.broken.length > 0, 'a rule needs a small house that breaks it');
		for (const files of rule.broken)
			assert.notEqual(rule.find(small_house(files)).length, 0, `not noticed: ${JSON.stringify(files).slice(0, 300)}`);
		for (const files of rule.fine ?? [])
			assert.deepEqual(rule.find(small_house(files)), [], JSON.stringify(files).slice(0, 300));
	});
}
