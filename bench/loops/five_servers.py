"""M/M/5 at load 0.8 in SimPy 2; prints CPU nanoseconds per request and the mean waiting time."""

import random
import sys
import time

from SimPy.Simulation import Process, Resource, activate, hold, initialize, now, release, request, simulate

REQUESTS = int(sys.argv[1])
waited = 0.0


class Arrivals(Process):
    def run(self):
        for _ in range(REQUESTS):
            yield hold, self, random.expovariate(4.0)
            job = Job()
            activate(job, job.run())


class Job(Process):
    def run(self):
        global waited
        arrived = now()
        yield request, self, servers
        waited += now() - arrived
        yield hold, self, random.expovariate(1.0)
        yield release, self, servers


random.seed(1)
initialize()
servers = Resource(capacity=5)
arrivals = Arrivals()
activate(arrivals, arrivals.run())
start = time.process_time()
simulate(until=1e12)
print((time.process_time() - start) * 1e9 / REQUESTS, waited / REQUESTS)
