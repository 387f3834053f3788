package switchboard.console.capacity;

import java.util.Objects;
import java.util.OptionalDouble;

/** How a capacity grows with the replicas, as far as that can be told. */
public sealed interface Growth {

  /**
   * The Universal Scalability Law describes it.
   *
   * @param perReplica the load that one replica alone carries
   * @param sigma the share of the work that only one replica can do at a time (contention)
   * @param kappa what keeping two replicas in agreement costs, as a share of a replica's work
   *     (coherency)
   */
  record Fitted(Estimate perReplica, Estimate sigma, Estimate kappa) implements Growth {

    /**
     * Beyond this number of replicas it shrinks: √((1 − σ) / κ). Empty when the coherency may be
     * none.
     */
    public OptionalDouble peak() {
      return kappa.low() > 0 && sigma.value() < 1
          ? OptionalDouble.of(Math.sqrt((1 - sigma.value()) / kappa.value()))
          : OptionalDouble.empty();
    }
  }

  /**
   * It does not, or cannot be told.
   *
   * @param reason without a full stop: "3 points, and it takes 6"
   */
  record NotFitted(String reason) implements Growth {
    public NotFitted {
      Objects.requireNonNull(reason);
    }
  }

  /** A parameter, and the interval that holds it with 95 % confidence. */
  record Estimate(double value, double low, double high) {}
}
