package eu.allmende.checks.durability;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// A whole commons, played event by event: nodes are lost, leave and come back; packs are repaired,
/// those with the fewest pieces first, within what repair may move; a lost pack counts once, and a
/// new one takes its place. The same seed plays the same years.
final class CommonsRun {
    private static final double DAYS_BETWEEN_READS = 7;
    private static final int MOST_READS = 2000;

    private final Setting setting;
    private final Scheme scheme;
    private final SplittableRandom chance;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final PriorityQueue<Waiting> queue = new PriorityQueue<>();
    private final int[][] holders;
    private final int[] live;
    private final int[] generation;
    private final boolean[] repairing;
    private final boolean[] online;
    private final List<List<Integer>> held = new ArrayList<>();
    private final Tally tally = new Tally();
    private double now;
    private boolean busy;

    private CommonsRun(Setting setting) {
        this.setting = setting;
        scheme = setting.scheme();
        chance = new SplittableRandom(setting.seed());
        holders = new int[setting.packs()][scheme.wanted()];
        live = new int[setting.packs()];
        generation = new int[setting.packs()];
        repairing = new boolean[setting.packs()];
        online = new boolean[setting.nodes()];
    }

    /// Plays all of it.
    static Tally of(Setting setting) {
        return new CommonsRun(setting).run();
    }

    private enum Kind {
        NODE_LOST,
        NODE_LEAVES,
        NODE_RETURNS,
        REPAIR_DUE,
        REPAIRED,
        SHOCK,
        READ
    }

    /// @param subject a node or a pack
    /// @param generation of the pack; what was planned for one that is lost by then is nothing
    private record Event(double at, Kind kind, int subject, int generation)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return Double.compare(at, other.at);
        }
    }

    /// A pack whose repair waits for bandwidth.
    private record Waiting(int left, double since, int pack, int generation)
            implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int byRisk = Integer.compare(left, other.left);
            return byRisk != 0 ? byRisk : Double.compare(since, other.since);
        }
    }

    private Tally run() {
        for (int node = 0; node < setting.nodes(); node++) {
            held.add(new ArrayList<>());
            online[node] = chance.nextDouble() < setting.available();
            plan(exponential(setting.hazard().lossRate()), Kind.NODE_LOST, node);
            planAbsence(node);
        }
        for (int pack = 0; pack < setting.packs(); pack++) {
            fill(pack, healthOfOne());
        }
        plan(DAYS_BETWEEN_READS, Kind.READ, 0);
        if (setting.shock() > 0) {
            plan(setting.days() / 2, Kind.SHOCK, 0);
        }
        while (!events.isEmpty() && events.peek().at <= setting.days()) {
            Event event = events.remove();
            now = event.at;
            happens(event);
        }
        tally.packYears = setting.packs() * setting.days() / Hazard.DAYS_A_YEAR;
        return tally;
    }

    private void happens(Event event) {
        switch (event.kind) {
            case NODE_LOST -> {
                lose(event.subject);
                plan(exponential(setting.hazard().lossRate()), Kind.NODE_LOST, event.subject);
            }
            case NODE_LEAVES, NODE_RETURNS -> {
                online[event.subject] = event.kind == Kind.NODE_RETURNS;
                planAbsence(event.subject);
            }
            case REPAIR_DUE -> {
                if (generation[event.subject] == event.generation) {
                    due(event.subject);
                }
            }
            case REPAIRED -> {
                busy = false;
                if (generation[event.subject] == event.generation) {
                    repair(event.subject);
                }
                work();
            }
            case SHOCK -> shock();
            case READ -> {
                read();
                plan(DAYS_BETWEEN_READS, Kind.READ, 0);
            }
        }
    }

    private void plan(double in, Kind kind, int subject) {
        events.add(new Event(now + in, kind, subject, 0));
    }

    private void planForPack(double in, Kind kind, int pack) {
        events.add(new Event(now + in, kind, pack, generation[pack]));
    }

    private double exponential(double rate) {
        return -Math.log1p(-chance.nextDouble()) / rate;
    }

    private void planAbsence(int node) {
        if (setting.available() < 1) {
            double away = setting.absentHours() / 24;
            double here = away * setting.available() / (1 - setting.available());
            plan(
                    exponential(1 / (online[node] ? here : away)),
                    online[node] ? Kind.NODE_LEAVES : Kind.NODE_RETURNS,
                    node);
        }
    }

    /// How many pieces a pack has that has been there for long: it has j as long as 1/j says.
    private int healthOfOne() {
        double weights = 0;
        for (int j = scheme.repairAt() + 1; j <= scheme.wanted(); j++) {
            weights += 1.0 / j;
        }
        double drawn = chance.nextDouble() * weights;
        int j = scheme.wanted();
        while (j > scheme.repairAt() + 1 && drawn > 1.0 / j) {
            drawn -= 1.0 / j--;
        }
        return j;
    }

    /// Brings a pack to so many pieces, each on another node.
    private void fill(int pack, int pieces) {
        int[] of = holders[pack];
        for (int place = live[pack]; place < pieces; place++) {
            int node = chance.nextInt(setting.nodes());
            while (isAmong(of, place, node)) {
                node = chance.nextInt(setting.nodes());
            }
            of[place] = node;
            held.get(node).add(pack);
        }
        live[pack] = pieces;
    }

    /// Whether one of the first pieces lies on a node.
    private static boolean isAmong(int[] holders, int first, int node) {
        for (int place = 0; place < first; place++) {
            if (holders[place] == node) {
                return true;
            }
        }
        return false;
    }

    /// A node loses all that it holds; an empty one takes its place.
    private void lose(int node) {
        List<Integer> packs = held.get(node);
        held.set(node, new ArrayList<>());
        for (int pack : packs) {
            int[] of = holders[pack];
            int place = 0;
            while (place < live[pack] && of[place] != node) {
                place++;
            }
            if (place < live[pack]) {
                of[place] = of[--live[pack]];
                tally.piecesLost++;
                lessOf(pack);
            }
        }
    }

    private void lessOf(int pack) {
        if (live[pack] < scheme.needed()) {
            tally.losses++;
            forget(pack);
            fill(pack, scheme.wanted());
        } else if (live[pack] <= scheme.repairAt() && !repairing[pack]) {
            repairing[pack] = true;
            double days = setting.hazard().repairDays();
            planForPack(setting.fixedTime() ? days : exponential(1 / days), Kind.REPAIR_DUE, pack);
        }
    }

    private void forget(int pack) {
        for (int place = 0; place < live[pack]; place++) {
            held.get(holders[pack][place]).remove(Integer.valueOf(pack));
        }
        live[pack] = 0;
        generation[pack]++;
        repairing[pack] = false;
    }

    /// It was found out, and a worker is ready.
    private void due(int pack) {
        if (setting.piecesPerDay() == 0) {
            repair(pack);
        } else {
            queue.add(new Waiting(live[pack], now, pack, generation[pack]));
            work();
        }
    }

    /// Begins with the repair that is most urgent, if none is under way. How urgent a pack is may
    /// have changed since it was queued.
    private void work() {
        while (!busy && !queue.isEmpty()) {
            Waiting next = queue.remove();
            if (generation[next.pack] != next.generation) {
                continue;
            }
            if (live[next.pack] < next.left) {
                queue.add(new Waiting(live[next.pack], next.since, next.pack, next.generation));
                continue;
            }
            busy = true;
            tally.longestWaitDays = Math.max(tally.longestWaitDays, now - next.since);
            planForPack(
                    Chain.moved(scheme, live[next.pack]) / setting.piecesPerDay(),
                    Kind.REPAIRED,
                    next.pack);
        }
    }

    private void repair(int pack) {
        tally.repairs++;
        tally.piecesMoved += Chain.moved(scheme, live[pack]);
        repairing[pack] = false;
        fill(pack, scheme.wanted());
    }

    private void shock() {
        int gone = (int) Math.round(setting.shock() * setting.nodes());
        int[] nodes = new int[setting.nodes()];
        for (int i = 0; i < nodes.length; i++) {
            int other = chance.nextInt(i + 1);
            nodes[i] = nodes[other];
            nodes[other] = i;
        }
        long before = tally.losses;
        for (int i = 0; i < gone; i++) {
            lose(nodes[i]);
        }
        tally.shockLosses = tally.losses - before;
    }

    /// Reads some packs from the nodes that are online now.
    private void read() {
        for (int i = 0; i < Math.min(MOST_READS, setting.packs()); i++) {
            int pack = chance.nextInt(setting.packs());
            int there = 0;
            for (int place = 0; place < live[pack]; place++) {
                if (online[holders[pack][place]]) {
                    there++;
                }
            }
            tally.reads++;
            if (there < scheme.needed()) {
                tally.failedReads++;
            }
        }
    }
}
