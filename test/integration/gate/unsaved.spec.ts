import { expect } from 'chai';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { basename, join } from 'node:path';
import { askForUnsavedFiles, serveUnsavedFiles } from '../../../infra-agent-extension/src/node/unsaved-files-socket';
import { cleanUp, expectNeverRan, expectPhase, expectRefused, newFolder, openGate } from './support';
import type { Gate } from './support';

const EDIT = 'title: Write\nmode: implement\nedits:\n  - file: folder/made.txt\n    content: made\n';

describe('edits over what a person has not saved', () => {
    let gate: Gate;
    const servers: { close(): void }[] = [];

    beforeEach(async () => { gate = await openGate(); });
    afterEach(async () => {
        servers.splice(0).forEach(server => server.close());
        await cleanUp();
    });

    it('are refused, by whatever name the window knows the file', async () => {
        const link = join(newFolder(), 'link');
        symlinkSync(gate.root, link);
        for (const name of [join(gate.root, 'folder/made.txt'), join(link, 'folder/made.txt'), join(gate.root, 'folder/../folder/made.txt')]) {
            gate.unsaved = async () => ['/elsewhere/x', name];
            const key = await gate.propose(EDIT);
            await expectRefused(gate, key, await gate.send(key), 'unsaved-changes');
            await expectNeverRan(gate, key);
        }
        expect(readdirSync(gate.root)).to.deep.equal([]);
    });

    it('are refused while a window does not answer, or cannot be asked', async () => {
        for (const unsaved of [async () => ({ problem: 'A window of the IDE did not say which files have unsaved changes; close or reload it, then Send.' }), () => Promise.reject(new Error('the connection is gone'))]) {
            gate.unsaved = unsaved;
            const key = await gate.propose(EDIT);
            await expectRefused(gate, key, await gate.send(key), 'window-silent');
            await expectNeverRan(gate, key);
        }
    });

    it('are not begun where somebody began to type while they waited their turn', async () => {
        const long = await gate.hold();
        const key = await gate.propose(EDIT);
        await gate.send(key);
        gate.unsaved = async () => [join(gate.root, 'folder/made.txt')];
        long.letGo();
        await gate.conductor.idle();
        expect(expectPhase(gate, key, 'WAIT_FOR_APPROVE').note).to.match(/unsaved changes/);
        await expectNeverRan(gate, key);
    });

    it('of other files go on', async () => {
        gate.unsaved = async () => [join(gate.root, 'other.txt')];
        const key = await gate.propose(EDIT);
        await gate.run(key);
        expectPhase(gate, key, 'DONE');
    });

    describe('in another IDE, or asked by the command line', () => {
        const others = (): string => join(gate.home, 's', basename(gate.conductor.workspace.folder).slice(0, 16));

        /** Another backend's socket, which this process does not know as its own. */
        async function otherIde(answer: (socket: Socket) => void): Promise<void> {
            mkdirSync(others(), { recursive: true, mode: 0o700 });
            const server = createServer(answer);
            servers.push(server);
            await new Promise<void>(resolve => server.listen(join(others(), `0000000${servers.length}`), resolve));
        }

        it('are refused too', async () => {
            await otherIde(socket => socket.end(JSON.stringify([join(gate.root, 'folder/made.txt')])));
            const key = await gate.propose(EDIT);
            await expectRefused(gate, key, await gate.send(key), 'unsaved-changes');
        });

        it('are refused if any of several says so, or says nothing', async () => {
            await otherIde(socket => socket.end('[]'));
            const key = await gate.propose(EDIT);
            await otherIde(socket => socket.destroy());
            await expectRefused(gate, key, await gate.send(key), 'window-silent');
            servers.splice(0).forEach(server => server.close());
            await otherIde(socket => socket.end('{"not":"an answer"}'));
            await expectRefused(gate, key, await gate.send(key), 'window-silent');
            servers.splice(0).forEach(server => server.close());
            await otherIde(socket => socket.end(JSON.stringify({ problem: 'A window is silent.' })));
            await expectRefused(gate, key, await gate.send(key), 'window-silent');
            await expectNeverRan(gate, key);
        });

        it('of a backend that is gone do not count', async () => {
            mkdirSync(others(), { recursive: true, mode: 0o700 });
            writeFileSync(join(others(), 'deadbeef'), '');
            const key = await gate.propose(EDIT);
            await gate.run(key);
            expectPhase(gate, key, 'DONE');
        });

        it('are heard from every backend, and from none once it has closed', async () => {
            const { folder } = gate.conductor.workspace;
            expect(await askForUnsavedFiles(folder)).to.deep.equal([]);
            const server = await serveUnsavedFiles({ folder }, async () => ['/a']);
            expect(await askForUnsavedFiles(folder), 'its own').to.deep.equal([]);
            await otherIde(socket => socket.end('["/b"]'));
            expect(await askForUnsavedFiles(folder)).to.deep.equal(['/b']);
            await new Promise(resolve => server?.close(resolve));
            expect(readdirSync(others())).to.have.length(1);
        });

        it('cannot be asked over a path that is too long for a socket, and so are refused', async () => {
            const answer = await askForUnsavedFiles(`/${'long/'.repeat(30)}workspaces/0123456789abcdef0123456789abcdef`);
            expect(answer).to.have.property('problem').that.matches(/too long for a socket/);
        });
    });
});
