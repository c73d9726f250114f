import { exposes, high, low, med, verbs } from '../effect';
import { urlGroup } from '../hosts';
import type { Call, Effect, ProgramTable } from '../program';
import { hasInput } from '../word-parts';

const OUT = ['-out', '-keyout'];

/** Options are single words behind one dash, and every subcommand has its own: what they read, write and print decides. */
export const program: ProgramTable = {
    names: ['openssl', 'libressl'],
    group: 'local',
    valueFlags: [
        '-in', '-inkey', '-out', '-keyout', '-connect', '-servername', '-CA', '-CAfile', '-CAkey', '-days', '-subj', '-config', '-extfile', '-passin', '-passout', '-pass', '-k', '-kfile', '-K', '-iv',
        '-newkey', '-keyform', '-inform', '-outform', '-starttls', '-key', '-cert', '-algorithm', '-curve', '-name', '-addext', '-cipher', '-proxy', '-host', '-port'
    ],
    verbs: {
        '': { risk: 'LOW', message: 'handles keys and certificates' },
        ...verbs('LOW', 'handles keys and certificates', `version, s_client, x509, req, verify, rand, dgst, enc, rsa, pkey, ec, genrsa, genpkey, ecparam, dsaparam, gendsa, dhparam, pkcs12, pkcs8, pkcs7, ca, crl,
            crl2pkcs7, ocsp, cms, smime, asn1parse, ciphers, speed, prime, passwd, s_server, s_time, ts, list, errstr, rsautl, pkeyutl, sess_id, nseq, spkac, storeutl,
            base64, md5, sha1, sha256, sha512, aes-256-cbc, help, info, mac, kdf, rehash, cmp, srp, fipsinstall, engine`)
    },
    helpFlags: ['-help', '--help', '-version'],
    judge: call => ({ effects: judge(call) }),
    writesTo: call => call.values(...OUT),
    reads: call => copiesInput(call) ? call.values('-in', '-inkey') : [],
    inner: call => call.verb === 'engine' || call.has('-engine', '-provider-path') ? [{ kind: 'unreadable', message: 'loads compiled code' }] : [],
    dangerousEnvironment: ['OPENSSL_CONF', 'OPENSSL_MODULES', 'OPENSSL_ENGINES']
};

function judge(call: Call): Effect[] {
    const toFile = call.has('-out', '-keyout');
    const decrypts = call.has('-d', '-decrypt') && /^(enc|cms|smime|rsautl|pkeyutl|aes-)/.test(call.verb);
    switch (call.verb) {
        case 's_client': case 's_time': case 'ocsp': return [remote(call)];
        case 's_server': return [high('external', 'lets other hosts connect')];
        case 'ca': return [high('local', 'signs or revokes certificates')];
        case 'engine': return [high('local', 'loads compiled code')];
        case 'rehash': case 'fipsinstall': return [high('local', 'changes what is trusted')];
        case 'genrsa': case 'genpkey': case 'gendsa': return [toFile ? med('local', 'makes a key') : exposes('local', 'prints a private key')];
        case 'req': case 'ecparam': return call.has('-newkey', '-genkey', '-x509', '-new') && (call.has('-keyout', '-genkey') || toFile) ? [med('local', 'makes a key or a request')] : [];
        case 'rsa': case 'pkey': case 'ec': case 'pkcs8': return call.has('-pubout', '-noout') && !call.has('-text') ? [] : toFile ? [med('local', 'writes a key in another form')] : [exposes('local', 'prints a private key')];
        case 'pkcs12': return call.has('-nokeys', '-info') && call.has('-nokeys')
            ? []
            : call.has('-export')
            ? [med('local', 'writes a key and its certificate')]
            : toFile
            ? [med('local', 'writes a key')]
            : [exposes('local', 'prints a private key')];
        default: return decrypts ? [exposes('local', 'decrypts')] : [];
    }
}

function remote(call: Call): Effect {
    const at = call.values('-connect', '-host', '-url')[0];
    const group = at ? urlGroup(at) : 'external';
    return hasInput(call) && call.stdin.kind !== 'text' ? group === 'external' ? high(group, 'sends its input to another host', at) : med(group, 'sends its input to a service of this machine', at) : low(group, 'connects to a host', at);
}

/** Subcommands that hand on what they read, encoded or encrypted. */
function copiesInput(call: Call): boolean {
    return /^(enc|base64|asn1parse|storeutl|pkcs7|aes-|cms|smime)/.test(call.verb);
}
