package io.perfbudgets.example.clip;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Before the fix: all raw clips with all their keyframes, whatever page was asked for. */
@Service
@Profile("before")
class WholeRawClipCatalog implements RawClipCatalog {

    private final RawClipRepository rawClips;

    WholeRawClipCatalog(RawClipRepository rawClips) {
        this.rawClips = rawClips;
    }

    @Override
    @Transactional(readOnly = true)
    public List<RawClipView> list(Pageable page) {
        return rawClips.findAllByOrderById().stream().map(RawClipView::whole).toList();
    }
}
