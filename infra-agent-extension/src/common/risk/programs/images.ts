import { exposes, verbs } from '../effect';
import type { ProgramTable } from '../program';

/** Programs for images in registries, and for their signatures. */
export const programs: readonly ProgramTable[] = [
    {
        names: ['skopeo'],
        group: 'external',
        valueFlags: ['--src-creds', '--dest-creds', '--authfile', '--override-os', '--override-arch', '--format', '--src', '--dest', '--policy', '--registries.d', '--command-timeout'],
        verbs: {
            ...verbs('LOW', 'reads from a registry', 'inspect, list-tags, manifest-digest, help, standalone-verify'),
            ...verbs('MED', 'copies images', 'copy, sync, login, logout, generate-sigstore-key'),
            ...verbs('HIGH', 'deletes an image', 'delete'),
            ...verbs('HIGH', 'signs an image', 'standalone-sign')
        }
    },
    {
        names: ['crane', 'gcrane', 'regctl', 'oras', 'ko', 'imgpkg', 'regbot', 'regsync', 'krane'],
        group: 'external',
        valueFlags: ['--platform', '-u', '--username', '-p', '--password', '-t', '--tag', '-o', '--output', '-f', '-b', '-i', '--artifact-type'],
        verbs: {
            ...verbs('LOW', 'reads from a registry', `digest, manifest, config, ls, catalog, export, blob, validate, version, tag ls, image inspect, image manifest, image digest, repo ls, repo tags, manifest get,
                manifest fetch, manifest head, blob get, blob fetch, discover, resolve, tag list, image check-base, registry config, artifact get, artifact tree, describe`),
            ...verbs('MED', 'copies images, or writes them to a registry', `pull, push, copy, cp, tag, append, mutate, flatten, rebase, index, image copy, image mod, image import, image export, artifact put, manifest put, manifest
                push, blob put, blob push, attach, login, build, apply, run, create, optimize, image create, image ratelimit, backup, restore`),
            ...verbs('MED', 'logs in to a registry', 'auth login, auth logout, registry login, registry logout, registry set, logout'),
            ...verbs('HIGH', 'deletes from a registry', 'delete, tag rm, tag delete, image delete, manifest delete, manifest rm, blob delete, repo rm, repo delete, gc'),
            ...verbs('HIGH', 'prints credentials', 'auth get, auth token', { writes: false })
        },
        judge: call => ({ effects: call.has('-p', '--password') && /login/.test(call.verb) ? [exposes('external', 'passes a password on the command line')] : [] }),
        writesTo: call => call.verb === 'pull' ? call.positionals.slice(1, 2) : []
    },
    {
        names: ['cosign', 'notation', 'slsa-verifier', 'rekor-cli'],
        group: 'external',
        valueFlags: [
            '--key', '--certificate', '--certificate-identity', '--certificate-oidc-issuer', '--signature', '--bundle', '--type', '--predicate', '-o', '--output', '-a', '--annotations',
            '--certificate-identity-regexp', '--certificate-oidc-issuer-regexp', '--source-uri', '--provenance-path'
        ],
        verbs: {
            ...verbs('LOW', 'checks signatures', `verify, verify-blob, verify-attestation, verify-blob-attestation, tree, triangulate, version, download, download sbom, download signature, download
                attestation, dockerfile verify, manifest verify, verify-artifact, verify-image, list, inspect, ls, search, get, loginfo, policy show, key list, cert list,
                public-key, env`),
            ...verbs('HIGH', 'signs, or changes keys', `sign, sign-blob, attest, attest-blob, attach, attach sbom, attach signature, attach attestation, clean, copy, save, load, generate, generate-key-pair,
                import-key-pair, initialize, policy import, policy init, login, logout, key add, key delete, cert add, cert delete, cert generate-test, upload, upload blob,
                piv-tool, pkcs11-tool, trusted-root, signing-config`)
        }
    },
    {
        names: ['buildah', 'kaniko', 'img', 'buildctl', 'nixpacks', 'pack', 's2i', 'jib'],
        group: 'local',
        valueFlags: ['-t', '--tag', '-f', '--file', '--builder', '--frontend', '--local', '--opt', '--output', '--destination', '--dockerfile', '--context', '--build-arg', '--volume', '-v'],
        optionsOf: { run: { valueFlags: ['-v', '--volume', '--mount', '-e', '--env', '--user', '-u', '--network', '--cap-add', '--isolation'], optionsFirst: true } },
        verbs: {
            ...verbs('LOW', 'shows what is there', 'images, containers, inspect, info, version, du, debug, builder inspect, builder suggest, list, ls, dial-stdio, run'),
            ...verbs('MED', 'builds an image, running what it is told', `build, bud, build-using-dockerfile, from, commit, add, copy, config, pull, tag, mount, unmount, umount, manifest create, manifest add, builder create, rebase,
                login, logout, create, rename, import, save, unpack, detect, plan`),
            ...verbs('MED', 'writes images to a registry', 'push, manifest push, publish', { group: 'external' }),
            ...verbs('HIGH', 'removes images or containers', 'rm, rmi, prune, manifest rm, delete')
        },
        inner: call => call.verb === 'run' && call.positionals.length > 1 ? [{ kind: 'argv', words: call.positionals.slice(1), where: { group: 'local', description: `in container ${call.positionals[0].shown}` } }] : [],
        judge: call => ({ effects: call.has('--push', '--publish') || call.values('--output').some(word => /push=true/.test(word.shown)) ? [{ risk: 'MED', group: 'external', writes: true, message: 'writes the image to a registry' }] : [] })
    }
];
