import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import type { Group, Risk } from '../ops/operation';
import { memorySourceLookup } from '../repo/memory-source-lookup';
import { assessCommand } from './assess-command';
import { classifyLine } from './classify';

const FIXTURES = path.resolve(__dirname, '../../../../test/fixtures/risk');
const RISKS: readonly Risk[] = ['LOW', 'MED', 'HIGH'];

const fixture = (name: string) => fs.readFileSync(path.join(FIXTURES, name), 'utf8');
const assess = (cmd: string) => assessCommand(cmd, { env: {}, home: '/home/me' }).assessment;

interface Constructs {
    readonly danger: string;
    readonly harmless: string;
    readonly transparent: readonly string[];
    readonly wrappers: readonly string[];
}

describe('A construct of the shell', () => {
    const { danger, harmless, transparent } = parse(fixture('constructs.yaml')) as Constructs;
    for (const text of transparent) {
        it(`neither hides nor adds: ${JSON.stringify(text)}`, () => {
            expect(assess(text.replaceAll('$DO', danger))).to.include({ risk: 'HIGH', group: 'cluster' });
            expect(assess(text.replaceAll('$DO', harmless))).to.include({ group: 'cluster' }).and.not.include({ risk: 'HIGH' });
        });
    }
});

describe('A wrapper', () => {
    const { danger, harmless, wrappers } = parse(fixture('constructs.yaml')) as Constructs;
    for (const text of wrappers) {
        it(`is looked through: ${JSON.stringify(text)}`, () => {
            const wrapped = assess(text.replaceAll('$DO', danger));
            expect(wrapped).to.include({ risk: 'HIGH', group: 'cluster' });
            expect(wrapped.reasons.some(reason => reason.message.includes('kubectl delete')), 'names what it runs').to.equal(true);
            expect(assess(text.replaceAll('$DO', harmless)).group).to.equal('cluster');
        });
    }
});

interface Labelled {
    readonly cmd: string;
    readonly risk: Risk;
    readonly group: Group;
}

describe('The labelled corpus', () => {
    const labelled = fixture('corpus.jsonl').split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Labelled);
    const answers = labelled.map(label => ({ label, answer: classifyLine({ cmd: label.cmd }, { env: {}, home: '/home/me' }) }));
    const steps = answers.map(({ label, answer }) => ({ cmd: label.cmd, step: RISKS.indexOf(answer.risk) - RISKS.indexOf(label.risk) }));

    it('is never claimed to be less dangerous than its label', () => {
        expect(steps.filter(({ step }) => step < 0)).to.deep.equal([]);
    });

    it('is claimed too high in at most 2 of 100', () => {
        expect(steps.filter(({ step }) => step > 0).length).to.be.at.most(labelled.length * 0.02);
    });

    it('reaches as far as its label says in 98 of 100', () => {
        expect(answers.filter(({ label, answer }) => label.group !== answer.group).map(({ label }) => label.cmd).length).to.be.at.most(labelled.length * 0.02);
    });

    it('has a reason with a place inside the text for every answer', () => {
        for (const { label, answer } of answers) {
            expect(answer.reasons, label.cmd).to.not.be.empty;
            for (const reason of answer.reasons) {
                expect(reason.start, label.cmd).to.be.within(0, reason.end);
                expect(reason.end, label.cmd).to.be.at.most(label.cmd.length);
            }
        }
    });
});

interface RepositoryCase {
    readonly title: string;
    readonly files: Readonly<Record<string, string | { readonly unreadable: string }>>;
    readonly cwd?: string;
    readonly cmd: string;
    readonly risk: Risk;
    readonly group?: Group;
    readonly says?: string;
    readonly looked?: readonly string[];
    readonly runs?: string;
}

describe('Looking through a repository', () => {
    for (const each of parse(fixture('repositories.yaml')) as RepositoryCase[]) {
        it(each.title, () => {
            const reading = assessCommand(each.cmd, { env: {}, home: '/home/me', workspace: '/work/repo', lookup: memorySourceLookup(each.files), ...(each.cwd ? { cwd: each.cwd } : {}) });
            const told = reading.assessment.reasons.map(reason => reason.message).join('\n');
            expect(reading.assessment.risk, told).to.equal(each.risk);
            if (each.group) {
                expect(reading.assessment.group, told).to.equal(each.group);
            }
            if (each.says) {
                expect(told).to.include(each.says);
            }
            if (each.looked) {
                expect(reading.lookedThrough).to.deep.equal(each.looked);
            }
            if (each.runs) {
                expect(reading.runs.map(argv => argv.join(' '))).to.include(each.runs);
            }
        });
    }
});
