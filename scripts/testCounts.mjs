// Reads the reports of the test runners. A test that did not run is a failure: it guards nothing.
import { existsSync, readFileSync } from 'node:fs';

/** {passed, failed, notes} of a vitest run. */
export function countUnit(reportFile, exitedWell) {
	if (!existsSync(reportFile)) return { passed: 0, failed: 1, notes: ['vitest left no report'] };
	const report = JSON.parse(readFileSync(reportFile, 'utf8'));
	const counts = { passed: report.numPassedTests, failed: report.numFailedTests, notes: [] };
	for (const file of report.testResults) {
		// A file that could not be loaded has no tests to count.
		if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
			counts.failed += 1;
			counts.notes.push(`could not run: ${file.name}`);
		}
		for (const test of file.assertionResults) {
			if (test.status === 'passed' || test.status === 'failed') continue;
			counts.failed += 1;
			counts.notes.push(`did not run (${test.status}): ${test.fullName}`);
		}
	}
	return settle(counts, exitedWell);
}

/** {passed, failed, notes} of a Playwright run. */
export function countBrowser(reportFile, exitedWell) {
	if (!existsSync(reportFile)) return { passed: 0, failed: 1, notes: ['Playwright left no report'] };
	const report = JSON.parse(readFileSync(reportFile, 'utf8'));
	const { expected, unexpected, flaky, skipped } = report.stats;
	const counts = { passed: expected, failed: unexpected + flaky + skipped, notes: [] };
	if (flaky > 0) counts.notes.push(`${flaky} passed only when tried again`);
	if (skipped > 0) counts.notes.push(`${skipped} did not run`);
	return settle(counts, exitedWell);
}

function settle(counts, exitedWell) {
	if (exitedWell || counts.failed > 0) return counts;
	return { ...counts, failed: 1, notes: [...counts.notes, 'the run failed outside of any test'] };
}
