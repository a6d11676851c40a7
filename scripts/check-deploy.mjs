// Whether what is in deploy/ is right: each file by a linter or the schema of those who read it, and all of them against the server,
// whose variables, user and port they name. Ends with 1 and a line for each mistake.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as keda from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { validate } from 'dockerfile-utils';
import * as apps from 'kubernetes-models/apps/v1';
import * as networking from 'kubernetes-models/networking.k8s.io/v1';
import * as policy from 'kubernetes-models/policy/v1';
import * as core from 'kubernetes-models/v1';
import YAML from 'yaml';
import { SECRET_VARIABLES, VARIABLES } from '../dist/platform/config/variables/all-variables.js';

const require = createRequire(import.meta.url);
const DOCKERFILE = 'deploy/docker/Dockerfile';
const COMPOSE = 'deploy/compose/compose.yaml';
const UNIT = 'deploy/systemd/claude-code-orchestrator.service';
const KUBERNETES = 'deploy/kubernetes';
const MODELS = {
  v1: core,
  'apps/v1': apps,
  'networking.k8s.io/v1': networking,
  'policy/v1': policy,
  'keda.sh/v1alpha1': keda,
};
/** Highest exposure by `systemd-analyze security`, in tenths: a job needs namespaces and mounts, which cost the most. */
const MOST_EXPOSED = 40;
/** DelegateSubgroup, without which the server cannot limit single jobs under cgroups v2, came with it. */
const SYSTEMD_WITH_SUBGROUPS = 254;
/** Set for Node.js, tini or compose alone. */
const NOT_OURS = new Set(['NODE_ENV', 'NODE_DISABLE_COMPILE_CACHE']);

const mistakes = [];
const skipped = [];
const manifests = [];

function mistake(file, sentence) {
  mistakes.push(`${file}: ${sentence}`);
}

/** What the program printed; a failure counts as a mistake of the file. null: it is not installed. */
function checked(file, program, args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error.code === 'ENOENT') {
      skipped.push(`${file} is not checked by ${basename(program)}, which is not installed`);
      return null;
    }
    mistake(file, `${error.stdout}${error.stderr}`.trim());
    return null;
  }
}

function checkDockerfile() {
  const text = readFileSync(DOCKERFILE, 'utf8');
  for (const { message, range } of validate(text)) mistake(DOCKERFILE, `line ${range.start.line + 1}: ${message}`);
  checked(DOCKERFILE, process.execPath, [require.resolve('dockerfilelint/bin/dockerfilelint'), DOCKERFILE]);
  const shown = new Set(
    readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1)),
  );
  for (const [, sources] of text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)) {
    for (const source of sources.split(' ')) {
      if (!existsSync(source)) mistake(DOCKERFILE, `there is no ${source} to copy`);
      if (!shown.has(source)) mistake('.dockerignore', `it hides ${source}, which the Dockerfile copies`);
    }
  }
  checkVariables(
    DOCKERFILE,
    [...text.matchAll(/^(?:ENV| {4}) ?([A-Z_]+)=/gm)].map(([, name]) => name),
  );
}

function checkCompose() {
  const cli = join(require.resolve('dclint/package.json'), '..', 'bin', 'dclint.cjs');
  checked(COMPOSE, process.execPath, [cli, '--config', 'deploy/compose/.dclintrc.json', '--quiet', COMPOSE]);
  const { services, secrets } = YAML.parse(readFileSync(COMPOSE, 'utf8'));
  checkVariables(COMPOSE, Object.keys(services.server.environment));
  const script = readFileSync('deploy/compose/make-secrets.sh', 'utf8');
  for (const name of Object.keys(secrets)) {
    if (!script.includes(`keep ${name} `)) mistake('deploy/compose/make-secrets.sh', `it does not make ${name}`);
  }
  for (const path of services.server.security_opt.filter((option) => option.startsWith('seccomp='))) {
    if (!existsSync(join('deploy/compose', path.slice('seccomp='.length)))) mistake(COMPOSE, `there is no ${path}`);
  }
}

/** An older systemd does not know the subgroup, and says so: the rest of the unit is checked without it. */
function checkUnit() {
  const text = readFileSync(UNIT, 'utf8');
  const version = Number(/^systemd (\d+)/.exec(checked(UNIT, 'systemd-analyze', ['--version']) ?? '')?.[1]);
  if (!Number.isNaN(version)) {
    const folder = mkdtempSync(join(tmpdir(), 'check-deploy-'));
    const copy = join(folder, basename(UNIT));
    const known = version >= SYSTEMD_WITH_SUBGROUPS ? text : text.replace(/^DelegateSubgroup=.*\n/m, '');
    // The program is looked for where this machine has it, and the page it names where this repository does.
    writeFileSync(copy, known.replace('/usr/bin/node', process.execPath).replace(/^Documentation=.*\n/m, ''));
    checked(UNIT, 'systemd-analyze', ['verify', '--recursive-errors=yes', '--man=no', copy]);
    checked(UNIT, 'systemd-analyze', ['security', '--offline=true', `--threshold=${MOST_EXPOSED}`, '--no-pager', copy]);
    rmSync(folder, { recursive: true });
  }
  const example = readFileSync('deploy/systemd/environment.example', 'utf8');
  checkVariables(
    'deploy/systemd/environment.example',
    [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name),
  );
}

function checkKubernetes() {
  const files = readdirSync(KUBERNETES).filter((file) => file !== 'kustomization.yaml');
  const { resources, configMapGenerator } = YAML.parse(readFileSync(join(KUBERNETES, 'kustomization.yaml'), 'utf8'));
  for (const file of files.filter((each) => !resources.includes(each)))
    mistake(KUBERNETES, `kustomization.yaml does not name ${file}`);
  for (const file of resources) {
    for (const document of YAML.parseAllDocuments(readFileSync(join(KUBERNETES, file), 'utf8'))) {
      for (const error of document.errors) mistake(file, error.message);
      checkResource(file, document.toJS());
    }
  }
  checkKeys();
  checkVariables(
    'kustomization.yaml',
    configMapGenerator.flatMap(({ literals }) => literals.map((each) => each.split('=')[0])),
  );
  checked(KUBERNETES, 'kubectl', ['kustomize', KUBERNETES]);
}

/** The schemas let keys pass that they do not know, and so does Kubernetes: the compiler knows them all. */
function checkKeys() {
  const folder = 'node_modules/.cache/check-deploy';
  const lines = manifests.map(({ file, resource }, index) => {
    const home = resource.apiVersion.startsWith('keda') ? '@kubernetes-models/keda' : 'kubernetes-models';
    const type = `import('${home}/${resource.apiVersion}').I${resource.kind}`;
    return `// ${file}\nexport const manifest${index}: ${type} = ${JSON.stringify(resource)};`;
  });
  mkdirSync(folder, { recursive: true });
  const source = join(folder, 'manifests.ts');
  writeFileSync(source, lines.join('\n'));
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--ignoreConfig', '--module', 'nodenext'];
  checked(KUBERNETES, process.execPath, [require.resolve('typescript/bin/tsc'), ...options, source]);
}

function checkResource(file, resource) {
  manifests.push({ file, resource });
  const Model = MODELS[resource.apiVersion]?.[resource.kind];
  if (Model === undefined) {
    mistake(file, `no schema for ${resource.apiVersion} ${resource.kind}`);
    return;
  }
  try {
    new Model(resource).validate();
  } catch (error) {
    mistake(file, error.message);
  }
}

function checkVariables(file, names) {
  const known = new Set([...VARIABLES.map(({ name }) => name), ...SECRET_VARIABLES.map((name) => `${name}_FILE`)]);
  for (const name of names)
    if (!known.has(name) && !NOT_OURS.has(name)) mistake(file, `the server does not know ${name}`);
}

function checkSeccomp() {
  const { syscalls } = JSON.parse(readFileSync('deploy/docker/seccomp.json', 'utf8'));
  const refused = syscalls.flatMap(({ names }) => names);
  for (const name of ['clone', 'clone3', 'mount', 'pivot_root', 'umount2', 'unshare']) {
    if (refused.includes(name)) mistake('deploy/docker/seccomp.json', `bubblewrap needs ${name}`);
  }
}

checkDockerfile();
checkCompose();
checkUnit();
checkKubernetes();
checkSeccomp();
for (const sentence of skipped) console.error(`deploy: ${sentence}`);
for (const sentence of mistakes) console.error(`deploy: ${sentence}`);
if (mistakes.length > 0) process.exit(1);
console.log('deploy: everything is in order');
