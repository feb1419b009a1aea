package io.kspec.runlog.outlook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which jobs a client will do.
 *
 * @param client its name, such as {@code confluent-kafka}
 * @param library the library and its version, such as {@code confluent-kafka 2.16.1}
 * @param jobs the jobs that it offers something for
 */
public record ClientForecast(String client, String library, List<JobForecast> jobs) {
    public ClientForecast {
        jobs = List.copyOf(jobs);
    }

    /** The jobs of which this can be said. */
    public List<String> jobs(Prospect prospect) {
        return jobs.stream()
                .filter(job -> job.prospect() == prospect)
                .map(JobForecast::job)
                .toList();
    }

    /** The number of jobs of which this can be said. */
    public int count(Prospect prospect) {
        return jobs(prospect).size();
    }

    /** What stops the client or hides what it does, each once, with the jobs, in the order of the first of them. */
    public Map<Obstacle, List<String>> obstacles(Prospect prospect) {
        Map<String, Obstacle> first = new LinkedHashMap<>();
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (JobForecast job : jobs) {
            Obstacle obstacle = job.obstacle();
            if (obstacle != null && obstacle.prospect() == prospect) {
                first.putIfAbsent(obstacle.toString(), obstacle);
                names.computeIfAbsent(obstacle.toString(), text -> new ArrayList<>())
                        .add(job.job());
            }
        }
        Map<Obstacle, List<String>> obstacles = new LinkedHashMap<>();
        first.forEach((text, obstacle) -> obstacles.put(obstacle, List.copyOf(names.getOrDefault(text, List.of()))));
        return obstacles;
    }

    /** What stops the client in a job. */
    public Optional<Obstacle> stop(String job) {
        return jobs.stream()
                .filter(each -> each.job().equals(job) && each.prospect() == Prospect.STOPPED)
                .findFirst()
                .map(JobForecast::obstacle);
    }
}
