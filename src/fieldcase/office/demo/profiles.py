"""The training office, the State that it writes to and the resolution that it cites, in the six languages of letters.

All of it is invented but the resolution's title.
"""

from __future__ import annotations

from fieldcase.model.kinds.directory import StateName

OFFICE = {
    "en": "the Training Presence in Kalindra",
    "fr": "la Présence d’entraînement en Kalindra",
    "es": "la Presencia de Capacitación en Kalindra",
    "ru": "Учебное отделение в Калиндре",
    "zh": "驻卡林德拉培训办事处",
    "ar": "مكتب التدريب في كاليندرا",
}
PLACE = {
    "en": "Kalindra City",
    "fr": "Kalindra-Ville",
    "es": "Ciudad de Kalindra",
    "ru": "Калиндра-Сити",
    "zh": "卡林德拉市",
    "ar": "مدينة كاليندرا",
}
LETTERHEAD = {
    "en": "Training Presence in Kalindra",
    "fr": "Présence d’entraînement en Kalindra",
    "es": "Presencia de Capacitación en Kalindra",
    "ru": "Учебное отделение в Калиндре",
    "zh": "驻卡林德拉培训办事处",
    "ar": "مكتب التدريب في كاليندرا",
}
NAMES = {
    "en": StateName(formal="the Republic of Kalindra", short="Kalindra", prepositional="of the Republic of Kalindra"),
    "fr": StateName(
        formal="la République de Kalindra", short="la Kalindra", prepositional="de la République de Kalindra"
    ),
    "es": StateName(formal="la República de Kalindra", short="Kalindra", prepositional="de la República de Kalindra"),
    "ru": StateName(formal="Республика Калиндра", short="Калиндра", prepositional="Республики Калиндра"),
    "zh": StateName(formal="卡林德拉共和国", short="卡林德拉", prepositional="卡林德拉共和国"),
    "ar": StateName(formal="جمهورية كاليندرا", short="كاليندرا", prepositional="جمهورية كاليندرا"),
}
MINISTRY = {
    "en": "the Ministry of Foreign Affairs of the Republic of Kalindra",
    "fr": "le Ministère des affaires étrangères de la République de Kalindra",
    "es": "el Ministerio de Relaciones Exteriores de la República de Kalindra",
    "ru": "Министерство иностранных дел Республики Калиндра",
    "zh": "卡林德拉共和国外交部",
    "ar": "وزارة خارجية جمهورية كاليندرا",
}
ADDRESS = {
    "en": "Ministry of Foreign Affairs\nKalindra City\nRepublic of Kalindra",
    "fr": "Ministère des affaires étrangères\nKalindra-Ville\nRépublique de Kalindra",
    "es": "Ministerio de Relaciones Exteriores\nCiudad de Kalindra\nRepública de Kalindra",
    "ru": "Министерство иностранных дел\nКалиндра-Сити\nРеспублика Калиндра",
    "zh": "卡林德拉共和国\n外交部\n卡林德拉市",
    "ar": "وزارة الخارجية\nمدينة كاليندرا\nجمهورية كاليندرا",
}
RESOLUTION = {
    "en": "Cooperation with the United Nations, its representatives and mechanisms in the field of human rights",
    "fr": "Coopération avec l’Organisation des Nations Unies, ses représentants et ses mécanismes dans le domaine des"
    " droits de l’homme",
    "es": "Cooperación con las Naciones Unidas, sus representantes y mecanismos en la esfera de los derechos humanos",
    "ru": "Сотрудничество с Организацией Объединенных Наций, ее представителями и механизмами в области прав человека",
    "zh": "与联合国、联合国人权领域代表和机制的合作",
    "ar": "التعاون مع الأمم المتحدة وممثليها وآلياتها في ميدان حقوق الإنسان",
}
