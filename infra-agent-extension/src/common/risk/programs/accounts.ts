import { high, onlyShows, plainProgram } from '../effect';
import type { ProgramTable } from '../program';

const CHANGES = 'changes who has access to this machine';
const SHOWS = 'shows who has access';

export const programs: readonly ProgramTable[] = [
    plainProgram('useradd adduser userdel deluser usermod groupadd addgroup groupdel delgroup groupmod gpasswd chpasswd vipw vigr newusers chsh chfn pwconv grpconv pam-auth-update newgrp', 'HIGH', CHANGES),
    plainProgram('passwd', 'HIGH', CHANGES, { judge: call => call.has('-S', '--status') ? onlyShows(SHOWS) : { effects: [] } }),
    plainProgram('chage', 'HIGH', CHANGES, { judge: call => call.has('-l', '--list') ? onlyShows(SHOWS) : { effects: [] } }),
    plainProgram('visudo', 'HIGH', CHANGES, { valueFlags: ['-f', '--file'], judge: call => call.has('-c', '--check') ? onlyShows('checks who may become another user') : { effects: [] } }),
    plainProgram('faillock realm authconfig authselect', 'HIGH', CHANGES, { judge: call => call.positionals.some(word => /^(list|current|check|discover)$/.test(word.value ?? '')) || call.words.length === 0 ? onlyShows(SHOWS) : { effects: [] } }),
    plainProgram('klist', 'LOW', 'shows tickets'),
    plainProgram('kinit kdestroy kadmin kadmin.local kpasswd ktutil', 'HIGH', 'handles credentials'),
    plainProgram('ulimit umask', 'LOW', 'changes limits of this shell'),
    plainProgram('history', 'LOW', 'shows earlier commands', { judge: call => ({ effects: call.has('-c', '-d', '-w') ? [high('local', 'removes records of earlier commands')] : [] }) }),
    plainProgram('pbcopy xclip xsel wl-copy clip.exe pbpaste wl-paste', 'LOW', 'uses the clipboard')
];
