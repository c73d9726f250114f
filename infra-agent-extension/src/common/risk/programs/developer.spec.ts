import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { programs as buildTools } from './build-tools';
import { programs as interpreters } from './interpreters';
import { programs as interpretersByVerb } from './interpreters-by-verb';
import { programs as make } from './make';
import { program as npm } from './npm';
import { programs as npx } from './npx';
import { programs as pythonPackages } from './python-packages';
import { programs as systemPackages } from './system-packages';
import { programs as yarnPnpmBun } from './yarn-pnpm-bun';

const tables = [...buildTools, ...interpreters, ...interpretersByVerb, ...make, npm, ...npx, ...pythonPackages, ...systemPackages, ...yarnPnpmBun];

describe('The tables of package managers, build tools and interpreters', () => {
    expectVerdicts(tables, {
        'LOW local': `
            npm ls
            npm outdated
            npm config get registry
            npm run
            npm run build
            npm test
            npm install --dry-run
            yarn --version
            yarn deploy --help
            npm --version
            npx --no infra-agent classify
            yarn build
            yarn list
            yarn run test
            pnpm test
            pnpm why x
            bun run build
            pip list
            pip show x
            pip freeze
            uv pip list
            uv run pytest
            poetry show
            pipx list
            conda list
            apt list --installed
            apt show nginx
            apt-get install -s nginx
            apt-cache policy nginx
            dpkg -l
            dpkg -S /bin/ls
            rpm -qa
            rpm -q nginx
            yum list installed
            dnf info nginx
            apk info
            brew list
            snap list
            pacman -Qs x
            go version
            go env GOPATH
            go list ./...
            go vet ./...
            gofmt -l .
            cargo tree
            cargo --version
            mvn dependency:tree
            mvn --version
            gradle tasks
            gradle dependencies
            bundle list
            tsc --noEmit
            bazel query //...
            make -n deploy
            make deploy
            make --version
            just --list
            task --list
            task -n deploy
            python --version
            python3 -V
            python -m json.tool
            node -v
            node --check x.js
            perl -v
            ruby --version
            php -l x.php
            java -version
            python script.py
            node x.js
            deno check x.ts
            dotnet --info
            mise ls`,
        'LOW external': `
            npm view react
            npm ping
            npm audit`,
        'MED local': `
            npm install
            npm ci
            npm i -D typescript
            npm i --save-exact x
            npm uninstall x
            npm audit fix
            npm version patch
            npm init
            npm config set fund false
            npm frobnicate
            yarn
            yarn add x
            pnpm install --frozen-lockfile
            bun install
            pip install -r requirements.txt
            pip3 uninstall -y x
            uv sync
            poetry install
            conda install x
            apt-get install -y nginx
            apt-get update
            apt-get -o Dpkg::Use-Pty=0 install x
            dpkg -i x.deb
            rpm -ivh x.rpm
            dnf install -y x
            apk add --no-cache curl
            brew install x
            snap install x
            pacman -S x
            go build ./...
            go test ./...
            go mod tidy
            go run .
            cargo build
            cargo test
            mvn clean install
            gradle clean build
            bundle install
            gcc -o x x.c
            tsc
            dotnet test
            rails db:migrate
            python -m venv .venv
            python -m http.server --bind 127.0.0.1
            python -m pytest
            just --fmt
            node --test
            node --test --watch x.js
            mise install
            nvm use 20`,
        'MED external': `
            npx create-react-app x
            npm exec eslint .
            npm init vite
            npm login
            pnpm dlx x
            uvx ruff check
            pipx run black
            bunx x`,
        'HIGH local': `
            npm install --force
            npm config set script-shell /tmp/x
            npm config get //npm.example.test/:_authToken
            npm cache clean --force
            pip install --break-system-packages x
            apt-get remove -y nginx
            apt-get purge nginx
            apt-get autoremove
            apt-get dist-upgrade
            apt-get install -y --allow-downgrades x
            apt-get -o APT::Update::Pre-Invoke::=x update
            apt-key add x
            add-apt-repository ppa:x
            dpkg -r x
            dpkg --purge x
            dpkg --force-all -i x
            rpm -e x
            dnf remove x
            apk del x
            snap remove x
            pacman -Rns x
            conda env remove -n x
            poetry shell
            python -c 'print(1)'
            python3 -uc 'print(1)'
            python -cimport
            python
            python -
            python -m timeit x
            node -e x
            node -pe x
            node --eval=x
            node -r ./x y.js
            perl -pi -e s/a/b/ x
            perl -ne print x
            perl -MFoo x.pl
            ruby -rfoo x.rb
            ruby -e x
            php -r x
            lua -e x
            gdb -ex run x
            deno eval x
            rails db:drop
            rails console
            go test -exec ./x ./...
            rake db:reset
            gradle destroyStack`,
        'HIGH external': `
            python -m http.server
            python3 -m http.server 8000
            npx https://gist.github.com/x/y
            uvx --from git+https://example.test/x.git x
            npm publish
            npm unpublish x
            npm owner add x
            npm token create
            yarn publish
            yarn npm publish
            twine upload x
            cargo publish
            gem push x
            mvn deploy
            gradle publish
            poetry publish
            dotnet nuget push x`
    });
    expectInner(tables, {
        'npm run build -- --prod': 'npm targets build --prod',
        'npm --prefix web run build': 'npm targets build',
        'npm test': 'npm targets test',
        'npm install x': 'npm targets preinstall install postinstall prepublish preprepare prepare postprepare',
        'npm install -g x': '',
        'npm ci --ignore-scripts': '',
        'npm exec -- rimraf dist': 'argv rimraf dist',
        'npm exec -c "rm x"': 'shell rm x',
        'npx -y @scope/tool@1.2.3 destroy --all': 'argv tool destroy --all',
        'npx -p x -c "rm y"': 'shell rm y',
        'yarn build --x': 'npm targets build --x',
        'yarn run build': 'npm targets build',
        'yarn exec rm x': 'argv rm x',
        'pnpm -C web exec rm -rf x': 'argv rm -rf x',
        'pnpm dlx cdk destroy': 'argv cdk destroy',
        'yarn workspace web build': 'argv yarn build',
        'uv run --with x python y.py': 'argv python y.py',
        'poetry run rm x': 'argv rm x',
        'bundle exec rake db:drop': 'argv rake db:drop',
        'pipx run cowsay x': 'argv cowsay x',
        'conda run -n env rm x': 'argv rm x',
        'mise exec node@20 -- npm test': 'argv npm test',
        'rustup run nightly cargo publish': 'argv cargo publish',
        'make': 'make targets',
        'make -C infra -j4 deploy ENV=prod': 'make targets deploy',
        'make -n deploy': '',
        'make --eval "x:" x': 'unreadable + make targets x',
        'just deploy prod': 'just targets deploy prod',
        'just --set a b deploy': 'just targets deploy',
        'just -c rm x': 'argv rm x',
        'just deploy --help': 'just targets deploy --help',
        'yarn deploy --help': 'npm targets deploy --help',
        'ruby -v x.rb': 'text-file x.rb',
        'task deploy A=1 -- x': 'task targets deploy x',
        'python -m pip install x': 'argv pip install x',
        'python -m awscli s3 rm x': 'argv aws s3 rm x',
        'python script.py a b': 'text-file script.py',
        'python -u -W ignore script.py': 'text-file script.py',
        'node --max-old-space-size=4096 x.js': 'text-file x.js',
        'java -Xmx1g -jar x.jar a': 'text-file x.jar',
        'go run ./cmd/x -f y': 'text-file ./cmd/x',
        'deno run -A https://x/y.ts': 'unreadable'
    });
    expectPaths(tables, {
        'gofmt -w x.go': 'writes x.go',
        'go build -o bin/x ./cmd/x': 'writes bin/x',
        'pip install -t out x': 'touches out'
    });
});
