package io.confab.load.match;

import io.confab.chatup.match.Match;
import io.confab.chatup.ticket.Ticket;
import java.time.Duration;
import java.util.List;
import org.jgrapht.alg.matching.blossom.v5.KolmogorovWeightedMatching;
import org.jgrapht.alg.matching.blossom.v5.ObjectiveSense;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.jgrapht.util.SupplierUtil;

/**
 * The matching of the greatest total score, exactly (Kolmogorov, "Blossom V: a new implementation of a minimum cost perfect matching
 * algorithm", 2009). Its time and memory grow fast: a few thousand tickets are what it is for.
 */
final class Exact {

    private Exact() {}

    /**
     * Of those who came at most {@code apart} from each other.
     *
     * @param tickets in the order in which they came
     */
    static List<Match> matching(List<Ticket> tickets, Duration apart, Score score) {
        var graph = new SimpleWeightedGraph<Integer, DefaultWeightedEdge>(
                SupplierUtil.createIntegerSupplier(tickets.size()),
                SupplierUtil.createSupplier(DefaultWeightedEdge.class));
        for (int one = 0; one < tickets.size(); one++) {
            graph.addVertex(one);
        }
        for (int one = 0; one < tickets.size(); one++) {
            var until = tickets.get(one).since().plus(apart);
            for (int other = one + 1; other < tickets.size(); other++) {
                if (tickets.get(other).since().isAfter(until)) {
                    break;
                }
                double alike = score.of(tickets.get(one), tickets.get(other));
                if (alike > 0) {
                    graph.setEdgeWeight(graph.addEdge(one, other), alike);
                }
            }
        }
        return new KolmogorovWeightedMatching<>(graph, ObjectiveSense.MAXIMIZE)
                .getMatching().getEdges().stream()
                        .map(edge -> new Match(
                                tickets.get(graph.getEdgeSource(edge)),
                                tickets.get(graph.getEdgeTarget(edge)),
                                graph.getEdgeWeight(edge)))
                        .toList();
    }
}
