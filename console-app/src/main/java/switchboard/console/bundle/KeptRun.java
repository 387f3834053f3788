package switchboard.console.bundle;

import java.util.List;
import switchboard.console.experiment.RunFacts;
import switchboard.console.experiment.RunRemains.Moments;
import switchboard.console.experiment.RunRemains.Place;
import switchboard.console.platform.Instance;

/** Of what is left of a run, what stands in run.json. */
record KeptRun(Place place, Moments moments, RunFacts facts, List<Instance> instances) {}
