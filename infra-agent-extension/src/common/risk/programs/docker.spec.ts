import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { program as compose } from './compose';
import { program as docker } from './docker';

const tables = [docker, compose];

describe('The tables of docker and compose', () => {
    expectVerdicts(tables, {
        'LOW local': `
            docker ps -a
            docker images
            docker logs -f --tail 100 web
            docker inspect web
            docker container ls
            docker network inspect bridge
            docker volume ls
            docker system df
            docker exec web ls /app
            docker stats --no-stream
            docker version
            docker save -o x.tar img
            docker cp web:/etc/x .
            docker compose ps
            docker buildx ls
            docker context ls
            docker rm --help
            docker-compose logs -f web
            docker-compose config
            docker-compose --dry-run up
            docker-compose --dry-run down
            docker buildx bake --print
            docker -H unix:///var/run/docker.sock ps
            docker image
            podman ps`,
        'LOW external': `
            docker --context prod ps
            docker -H ssh://prod ps
            docker manifest inspect alpine
            docker search x`,
        'MED local': `
            docker build -t x .
            docker build -f Dockerfile --build-arg V=1 .
            docker buildx build --load -t x .
            docker pull alpine
            docker run --rm alpine echo hi
            docker run -d --name web -p 80:80 nginx
            docker run -v data:/var/lib nginx
            docker run --cap-drop ALL --security-opt no-new-privileges x
            docker start web
            docker restart web
            docker tag a b
            docker network create x
            docker cp x web:/tmp
            docker load -i x.tar
            docker-compose up -d
            docker-compose build
            docker-compose -f a.yml -p x restart web
            docker-compose run --rm web ls
            docker frobnicate`,
        'MED external': `
            docker push r/x
            docker login -u x --password-stdin r
            docker buildx build --push -t r/x .
            docker build -o type=registry .
            docker-compose build --push`,
        'HIGH local': `
            docker stop web
            docker container stop web
            docker kill web
            docker rm -f web
            docker rmi x
            docker volume rm x
            docker system prune -af --volumes
            docker image prune
            docker builder prune
            docker network rm x
            docker run --privileged x
            docker run -v /:/host x
            docker run -v /etc:/etc:ro x
            docker run -v /var/run/docker.sock:/var/run/docker.sock x
            docker run --mount type=bind,source=/,target=/host x
            docker run -v ~/.ssh:/root/.ssh:ro x
            docker run -v $HOME/.kube:/root/.kube x
            docker run --pid=host x
            docker run --cap-add SYS_ADMIN x
            docker run --cap-add=ALL x
            docker run --security-opt seccomp=unconfined x
            docker run --device /dev/sda x
            docker exec --privileged web ls
            docker build --build-arg T=$GITHUB_TOKEN .
            docker service scale web=0
            docker swarm leave --force
            docker secret create a b
            docker stack rm x
            docker plugin install x
            docker-compose down
            docker-compose down -v
            docker-compose stop
            docker-compose rm -f
            docker-compose up --scale web=0
            docker-compose up -V
            docker-compose run --privileged web ls
            podman system reset
            docker destroy-all`,
        'HIGH external': `
            docker login -p secret r
            docker push --all-tags r/x
            docker-compose publish r/x
            docker --context prod rm web`
    });
    expectInner(tables, {
        'docker exec -it -u root web rm -rf /data': '@local argv rm -rf /data',
        'docker exec -e A=1 web sh -c "rm x"': '@local argv sh -c rm x',
        'docker container exec web ls': '@local argv ls',
        'docker run --rm -it -e A=1 alpine sh -c "rm x"': '@local-fresh argv sh -c rm x',
        'docker run --rm -v "/src:/src" -w /src alpine rm -rf x': '@local argv rm -rf x',
        'docker run --entrypoint rm alpine -rf x': '@local-fresh argv rm -rf x',
        'docker run bitnami/kubectl:1.30 delete ns prod': '@local-fresh argv kubectl delete ns prod',
        'docker run -it nginx': '',
        'docker run --unknown-flag v alpine rm x': 'unreadable + @local-fresh argv alpine rm x',
        'docker --context prod run alpine ls': '@local-fresh argv ls',
        'docker compose -f a.yml down -v': 'argv docker-compose -f a.yml down -v',
        'docker-compose exec -T web rm x': '@local argv rm x',
        'docker-compose -f a.yml run --rm web rm x': '@local argv rm x',
        'podman unshare rm x': 'argv rm x'
    });
    expectPaths(tables, {
        'docker save -o x.tar img': 'writes x.tar',
        'docker cp web:/a ./b': 'writes ./b',
        'docker cp ~/.aws/credentials web:/a': 'reads ~/.aws/credentials',
        'docker run -v /srv/x:/x alpine': 'touches /srv/x',
        'docker run -v /srv/x:/x:ro alpine': ''
    });
});
