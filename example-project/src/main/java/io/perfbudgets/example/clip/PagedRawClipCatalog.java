package io.perfbudgets.example.clip;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/** One page, without keyframes: these come with the single raw clip. */
@Service
@Profile("!before")
class PagedRawClipCatalog implements RawClipCatalog {

    private final RawClipRepository rawClips;

    PagedRawClipCatalog(RawClipRepository rawClips) {
        this.rawClips = rawClips;
    }

    @Override
    public List<RawClipView> list(Pageable page) {
        return rawClips.summarize(page);
    }
}
