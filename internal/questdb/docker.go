package questdb

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/ory/dockertest/v3"
	"github.com/ory/dockertest/v3/docker"
)

const (
	wayDocker = "docker"
	image     = "questdb/questdb:" + Version

	pingTimeout = 2 * time.Second
	pullTimeout = 3 * time.Minute
	pullIdle    = 20 * time.Second

	// Containers carry the machine and the data directory of their supervisor, so that those of a
	// supervisor that was killed are known.
	labelHost = "questql.host"
	labelDir  = "questql.dir"
)

// dockerServer is QuestDB's image in a container.
type dockerServer struct {
	pool     *dockertest.Pool
	resource *dockertest.Resource
	image    string
	host     string
	pg, web  int
	settings map[string]string

	done chan struct{}
}

func findDocker(ctx context.Context, dir string, settings map[string]string) (engine, error) {
	pool, err := dockerPool(ctx)
	if err != nil {
		return nil, err
	}
	sweepContainers(pool)
	s := &dockerServer{pool: pool, image: os.Getenv("QUESTDB_IMAGE"), host: dockerHost(pool), settings: settings}
	if s.image == "" {
		s.image = image
	}
	if err := s.pull(ctx); err != nil {
		return nil, err
	}
	for range 3 {
		if err = s.create(dir); err == nil || !strings.Contains(err.Error(), "port is already allocated") {
			break
		}
	}
	if err == nil {
		err = s.ready(ctx)
	}
	if err != nil {
		log := s.log()
		_ = s.remove()
		if log != "" {
			err = fmt.Errorf("%w; the end of its log:\n%s", err, log)
		}
		return nil, err
	}
	return s, nil
}

// dockerPool connects to a daemon that answers at once.
func dockerPool(ctx context.Context) (*dockertest.Pool, error) {
	pool, err := dockertest.NewPool("")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	if err := pool.Client.PingWithContext(ctx); err != nil {
		return nil, fmt.Errorf("no daemon: %w", err)
	}
	return pool, nil
}

// dockerHost is where the ports of containers are reached.
func dockerHost(pool *dockertest.Pool) string {
	if u, err := url.Parse(pool.Client.Endpoint()); err == nil && u.Scheme != "unix" && u.Hostname() != "" &&
		u.Hostname() != "localhost" {
		return u.Hostname()
	}
	return "127.0.0.1"
}

// splitImage splits a reference as dockertest wants it.
func splitImage(ref string) (repository, tag string) {
	if i := strings.LastIndexByte(ref, ':'); i > strings.LastIndexByte(ref, '/') {
		return ref[:i], ref[i+1:]
	}
	return ref, "latest"
}

// pull fetches the image unless the daemon has it.
func (s *dockerServer) pull(ctx context.Context) error {
	repository, tag := splitImage(s.image)
	if _, err := s.pool.Client.InspectImage(repository + ":" + tag); !errors.Is(err, docker.ErrNoSuchImage) {
		return err
	}
	if strings.Contains(repository, "@") {
		repository, tag = s.image, ""
	}
	ctx, cancel := context.WithTimeout(ctx, pullTimeout)
	defer cancel()
	err := s.pool.Client.PullImage(docker.PullImageOptions{
		Repository:        repository,
		Tag:               tag,
		OutputStream:      io.Discard,
		InactivityTimeout: pullIdle,
		Context:           ctx,
	}, docker.AuthConfiguration{})
	if err != nil {
		return fmt.Errorf("cannot pull %s: %w", s.image, err)
	}
	return nil
}

func (s *dockerServer) create(dir string) error {
	ports, err := freePorts(2)
	if err != nil {
		return err
	}
	s.pg, s.web = ports[0], ports[1]
	bind := "127.0.0.1"
	if s.host != bind {
		bind = "" // a daemon on another machine
	}
	repository, tag := splitImage(s.image)
	s.resource, err = s.pool.RunWithOptions(&dockertest.RunOptions{
		Name:       filepath.Base(dir),
		Repository: repository,
		Tag:        tag,
		Env:        settingsEnv(s.settings),
		Labels:     map[string]string{labelHost: machine(), labelDir: dir},
		PortBindings: map[docker.Port][]docker.PortBinding{
			"8812/tcp": {{HostIP: bind, HostPort: strconv.Itoa(s.pg)}},
			"9000/tcp": {{HostIP: bind, HostPort: strconv.Itoa(s.web)}},
		},
	}, func(host *docker.HostConfig) { host.PublishAllPorts = false })
	if err != nil {
		// Created and not started, as when a port is taken: the name must be free again.
		_ = s.pool.RemoveContainerByName(filepath.Base(dir))
	}
	return err
}

// ready waits until the started container answers and watches for its end.
func (s *dockerServer) ready(ctx context.Context) error {
	done, id := make(chan struct{}), s.resource.Container.ID
	go func() {
		_, _ = s.pool.Client.WaitContainer(id)
		close(done)
	}()
	s.done = done
	ctx, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	return waitReady(ctx, s.dsn(), done)
}

func (s *dockerServer) how() string            { return "docker " + s.image }
func (s *dockerServer) dsn() string            { return serverDSN(s.host, s.pg, s.settings) }
func (s *dockerServer) http() string           { return serverHTTP(s.host, s.web) }
func (s *dockerServer) ended() <-chan struct{} { return s.done }

func (s *dockerServer) start(ctx context.Context) error {
	if err := s.pool.Client.StartContainerWithContext(s.resource.Container.ID, nil, ctx); err != nil {
		return err
	}
	return s.ready(ctx)
}

func (s *dockerServer) kill() error {
	err := s.pool.Client.KillContainer(docker.KillContainerOptions{ID: s.resource.Container.ID, Signal: docker.SIGKILL})
	var stopped *docker.ContainerNotRunning
	if err != nil && !errors.As(err, &stopped) {
		return err
	}
	<-s.done
	return nil
}

func (s *dockerServer) remove() error {
	if s.resource == nil {
		return nil
	}
	return s.pool.Purge(s.resource)
}

func (s *dockerServer) log() string {
	if s.resource == nil {
		return ""
	}
	var text bytes.Buffer
	err := s.pool.Client.Logs(docker.LogsOptions{
		Container:    s.resource.Container.ID,
		OutputStream: &text,
		ErrorStream:  &text,
		Stdout:       true,
		Stderr:       true,
		Tail:         "20",
	})
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(text.String())
}

// sweepContainers removes the containers of this machine's supervisors that were killed.
func sweepContainers(pool *dockertest.Pool) {
	if !locksEnd {
		return
	}
	containers, err := pool.Client.ListContainers(docker.ListContainersOptions{
		All:     true,
		Filters: map[string][]string{"label": {labelHost + "=" + machine()}},
	})
	if err != nil {
		return
	}
	for _, c := range containers {
		dir := c.Labels[labelDir]
		if _, err := os.Stat(dir); err == nil && !abandoned(dir) {
			continue
		}
		_ = pool.Client.RemoveContainer(docker.RemoveContainerOptions{ID: c.ID, Force: true, RemoveVolumes: true})
	}
}

// machine names the place where a data directory's path means the same directory.
func machine() string {
	name, _ := os.Hostname()
	mounts, _ := os.Readlink("/proc/self/ns/mnt") // a container may have its host's name
	return name + " " + mounts
}
