"""Plays jobs with a Python client: drive.py CLIENT BOOTSTRAP PREFIX JOB...

Prints a line of JSON after each job, as ../README.md describes.
"""

import importlib
import json
import os
import sys
import time

import jobs


class Site:
    """What a job works with: a name of its own, and clients that are closed when the job ends."""

    def __init__(self, client, bootstrap, name):
        self.client = client
        self.bootstrap = bootstrap
        self.name = name
        self.opened = []

    def admin(self):
        return self._open(self.client.Admin(self.bootstrap))

    def producer(self, **settings):
        return self._open(self.client.Producer(self.bootstrap, settings))

    def consumer(self, **settings):
        return self._open(self.client.Consumer(self.bootstrap, settings))

    def topic(self, partitions, name=None):
        admin = self.admin()
        admin.create_topic(name or self.name, partitions)
        jobs.wait("leaders", lambda: admin.leaders(name or self.name) == partitions)

    def _open(self, opened):
        self.opened.append(opened)
        return opened

    def close(self):
        for each in reversed(self.opened):
            each.close()


def failure_of(job, site):
    """What went wrong; empty if nothing did."""
    try:
        try:
            job(site)
        finally:
            site.close()
        return ""
    except jobs.JobFailure as e:
        return str(e)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def main(name, bootstrap, prefix, *names):
    client = importlib.import_module(name)
    for job in names:
        begin = time.monotonic()
        play = jobs.ALL.get(job) or client.JOBS.get(job)
        site = Site(client, bootstrap, f"{prefix}-{job}")
        detail = failure_of(play, site) if play else "the driver has no such job"
        line = {
            "client": client.LIBRARY,
            "version": client.VERSION,
            "job": job,
            "ok": not detail,
            "millis": int((time.monotonic() - begin) * 1000),
            "detail": detail.replace("\n", " "),
        }
        print(json.dumps(line, separators=(",", ":")), flush=True)
    # A client that does not end its threads does not keep the driver alive.
    os._exit(0)


main(*sys.argv[1:])
