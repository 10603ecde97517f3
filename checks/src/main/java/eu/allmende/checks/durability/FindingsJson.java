package eu.allmende.checks.durability;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Findings as one JSON object.
final class FindingsJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FindingsJson() {}

    static ObjectNode of(Findings findings) {
        ObjectNode all = NODES.objectNode();
        Setting setting = findings.setting();
        all.put("code", setting.scheme().toString());
        all.put("afr", setting.hazard().afr());
        all.put("repairDays", setting.hazard().repairDays());
        all.put("expansion", setting.scheme().expansion());
        all.set("exponential", losses(findings.exact()));
        all.set("fixed", losses(findings.fixed()));
        all.put("elevenNinesRepairDays", findings.elevenNinesDays());
        if (findings.shock().isPresent()) {
            double loss = findings.shock().getAsDouble();
            ObjectNode shock = all.putObject("shock");
            shock.put("share", setting.shock());
            shock.put("loss", loss);
            shock.put("nines", Losses.nines(loss));
        }
        ObjectNode whatIf = all.putObject("whatIf");
        findings.whatIf().repairDays().forEach(whatIf.putArray("repairDays")::add);
        var rows = whatIf.putArray("rows");
        for (WhatIf.Row row : findings.whatIf().rows()) {
            ObjectNode one = rows.addObject();
            one.put("afr", row.afr());
            row.nines().forEach(one.putArray("nines")::add);
        }
        all.set("played", played(setting, findings.played()));
        return all;
    }

    private static ObjectNode losses(Losses losses) {
        ObjectNode node = NODES.objectNode();
        node.put("lossPerYear", losses.lossPerYear());
        node.put("nines", losses.nines());
        node.put("repairsPerYear", losses.repairsPerYear());
        node.put("movedPerLost", losses.movedPerLost());
        return node;
    }

    private static ObjectNode played(Setting setting, Tally tally) {
        ObjectNode node = NODES.objectNode();
        node.put("nodes", setting.nodes());
        node.put("packs", setting.packs());
        node.put("days", setting.days());
        node.put("seed", setting.seed());
        node.put("losses", tally.losses);
        node.put("shockLosses", tally.shockLosses);
        node.put("lossPerYear", tally.lossPerYear());
        node.put("repairsPerYear", tally.repairsPerYear());
        node.put("movedPerLost", tally.movedPerLost());
        node.put("readable", tally.readable());
        node.put("longestWaitDays", tally.longestWaitDays);
        return node;
    }
}
