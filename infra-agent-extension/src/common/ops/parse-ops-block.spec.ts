import { expect } from 'chai';
import * as fc from 'fast-check';
import { parseOpsBlock } from './parse-ops-block';
import { findOpsBlocks } from './ops-block-scanner';
import { writeOpsBlock, writeOpsYaml } from './write-ops-block';
import type { Operation } from './operation';

const problemsOf = (source: string) => {
    const parsed = parseOpsBlock(source);
    return parsed.kind === 'broken' ? parsed.problems : [];
};

describe('parsing an ops block', () => {
    it('fills in what an operation with commands expects', () => {
        const parsed = parseOpsBlock('title: A\nmode: test\ncommands:\n  - run: ls\n');
        expect(parsed).to.deep.equal({ kind: 'operation', operation: { title: 'A', mode: 'test', commands: [{ run: 'ls' }], expected: [{ exit: 0 }] } });
    });

    it('expects the edited files of an operation with edits', () => {
        const parsed = parseOpsBlock('title: A\nmode: implement\nedits:\n  - file: a.txt\n    content: ""\n');
        expect(parsed).to.have.deep.nested.property('operation.expected', [{ changed: 'a.txt' }]);
    });

    it('reads MEDIUM as MED', () => {
        expect(parseOpsBlock('title: A\nmode: test\nrisk: MEDIUM\ncommands: [{run: ls}]\n')).to.have.nested.property('operation.risk', 'MED');
    });

    it('says line and column of YAML that is broken', () => {
        expect(problemsOf('title: A\nmode: [x\n')[0]).to.include({ line: 3 });
    });

    it('says which field is wrong, and where', () => {
        expect(problemsOf('title: A\nmode: deploy\ncommands: [{run: ls}]\n')[0]).to.include({ line: 2, column: 7 }).and.to.have.property('message').that.includes('`mode`');
        expect(problemsOf('title: A\nmode: test\ncomands: [{run: ls}]\n')[0].message).to.include('comands');
        expect(problemsOf('title: A\nmode: test\npreconditions:\n  - fle: x\ncommands: [{run: ls}]\n')[0]).to.have.property('line', 4);
    });

    it('wants exactly one of commands, edits and delegate', () => {
        expect(problemsOf('title: A\nmode: test\n')[0].message).to.include('exactly one');
        expect(problemsOf('title: A\nmode: test\ncommands: [{run: ls}]\ndelegate: {role: r, prompt: p}\n')[0].message).to.include('exactly one');
    });

    it('refuses duplicate keys, alias bombs, several documents and what is no mapping', () => {
        expect(problemsOf('title: A\ntitle: B\nmode: test\ncommands: [{run: ls}]\n')).to.not.be.empty;
        const bomb = 'a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n';
        expect(problemsOf(bomb)).to.not.be.empty;
        expect(problemsOf('title: A\n---\ntitle: B\n')).to.not.be.empty;
        expect(problemsOf('- a\n')).to.not.be.empty;
        expect(problemsOf('')).to.not.be.empty;
    });

    it('reads the headed form as a delegation', () => {
        const parsed = parseOpsBlock('Title: Review the network\nMode: review\nTargetAgent: @Reviewer\nRisk: LOW\nPreconditions:\n- the DNS zone is delegated\nPrompt:\nLook at task 020.\nSay what is wrong.\nExpectedOutputs:\n- a list\n');
        expect(parsed).to.have.deep.nested.property('operation.delegate', { role: 'reviewer', prompt: 'Look at task 020.\nSay what is wrong.\n\nExpected outputs:\n- a list' });
        expect(parsed).to.have.deep.nested.property('operation.preconditions', [{ manual: 'the DNS zone is delegated' }]);
    });

    it('never throws', () => {
        fc.assert(fc.property(fc.string(), text => ['operation', 'broken'].includes(parseOpsBlock(text).kind)));
    });
});

describe('writing an ops block', () => {
    const text = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('```\nx\n```', '````', 'a\r\nb', '# x', '- y', ' lead', 'trail ', '\t', 'null', '1e3', 'a: b')).filter(value => value.length > 0);
    const operations: fc.Arbitrary<Operation> = fc.record({
        title: text, mode: fc.constantFrom('design', 'implement', 'review', 'test'), why: text,
        edits: fc.array(fc.record({ file: text, content: text }), { minLength: 1, maxLength: 3 }), expected: fc.constant([{ file: 'x' }])
    });

    it('is read back as the same operation', () => {
        fc.assert(fc.property(operations, operation => {
            expect(parseOpsBlock(writeOpsYaml(operation))).to.deep.equal({ kind: 'operation', operation });
        }));
    });

    it('is found as one closed block in Markdown', () => {
        fc.assert(fc.property(operations, operation => {
            const found = findOpsBlocks(`text\n${writeOpsBlock(operation)}more\n`);
            expect(found.map(segment => segment.kind)).to.deep.equal(['text', 'ops', 'text']);
            expect(found[1]).to.have.property('closed', true);
        }));
    });
});
