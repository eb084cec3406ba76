# Build: everything is installed into one virtual environment, each file checked against its hash.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/jifen
WORKDIR /build
COPY requirements.lock .
RUN /opt/jifen/bin/pip install --require-hashes -r requirements.lock
COPY . .
RUN /opt/jifen/bin/pip install --no-deps --no-build-isolation .

# Run: the environment and the rulebooks, no sources and no build tools. Only var/ is written to.
FROM python:3.13-slim
ENV PATH=/opt/jifen/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin jifen \
    && install --directory --owner=jifen --group=jifen --mode=0750 /srv/jifen/var
COPY --from=build /opt/jifen /opt/jifen
COPY rules /srv/jifen/rules
WORKDIR /srv/jifen
USER 10001:10001
VOLUME /srv/jifen/var
EXPOSE 8080
# Stopping: the process gets SIGTERM itself (exec form), finishes what is in flight and ends.
STOPSIGNAL SIGTERM
ENTRYPOINT ["jifen"]
CMD ["serve"]
