import type { ValidationReport } from '../common/sentinel/validation-report';
import type { Finding } from '../common/sentinel/finding';
import { checks } from '../common/sentinel/checks';
import { validate } from '../common/sentinel/validate';
import { readWorkspace } from '../node/answer/read-workspace';
import { print, printJson } from './print';
import { workspaceFolder } from './workspace-folder';

/** Prints a ValidationReport; 1 if there are errors. */
export async function check(dir: string, options: { json?: boolean; sarif?: boolean }): Promise<number> {
    const report = await reportOf(workspaceFolder(dir));
    if (options.sarif) {
        printJson(sarif(report));
    } else if (options.json) {
        printJson(report);
    } else {
        report.findings.forEach(finding => print(`${finding.file}:${finding.line}:${finding.column}: ${finding.severity}: ${finding.message} [${finding.check}]${finding.mendable ? ' (a mend is proposed)' : ''}`));
        report.notValidated.forEach(({ file, reason }) => print(`${file}: not validated: ${reason}`));
        print(`${report.verdict}: ${report.findings.length} findings.`);
    }
    return report.verdict === 'FAIL' ? 1 : 0;
}

async function reportOf(root: string): Promise<ValidationReport> {
    const started = performance.now();
    const analysis = await readWorkspace(root);
    const findings = validate(analysis).map(reported);
    const notValidated = analysis.facts.nodes.flatMap(node => (node.note ? [{ file: node.file, reason: node.note }] : []));
    const verdict = findings.some(finding => finding.severity === 'error') ? 'FAIL' : analysis.facts.counts.read === 0 ? 'NOT_VALIDATED' : 'PASS';
    return { verdict, findings, tools: [], notValidated, durationMs: performance.now() - started };
}

function reported({ check: id, severity, file, range, message, mend }: Finding): ValidationReport['findings'][number] {
    return {
        check: id, severity, file, message, mendable: mend !== undefined,
        line: range.start.line + 1, column: range.start.character + 1, endLine: range.end.line + 1, endColumn: range.end.character + 1
    };
}

/** SARIF 2.1.0 (OASIS), the parts that code scanners show. */
function sarif(report: ValidationReport): unknown {
    const level = { error: 'error', warning: 'warning', info: 'note' } as const;
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [{
            tool: { driver: { name: 'infra-agent', rules: checks.map(({ meta }) => ({ id: meta.id, shortDescription: { text: meta.title }, fullDescription: { text: meta.docs } })) } },
            results: report.findings.map(finding => ({
                ruleId: finding.check, level: level[finding.severity], message: { text: finding.message },
                locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(finding.file) }, region: { startLine: finding.line, startColumn: finding.column, endLine: finding.endLine, endColumn: finding.endColumn } } }]
            }))
        }]
    };
}
